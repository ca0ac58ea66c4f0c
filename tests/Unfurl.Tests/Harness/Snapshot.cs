using System.Runtime.CompilerServices;

namespace Unfurl.Tests.Harness;

/// <summary>Compares emitted files with the accepted ones in <c>Snapshots</c> beside the test: Verify.SourceGenerators' file convention, so that Verify
/// can take over.</summary>
/// <remarks>On a mismatch the new text stands beside the old one as <c>.received.cs</c>. With UNFURL_UPDATE_SNAPSHOTS=1 it is accepted.</remarks>
internal static class Snapshot
{
    private const string Verified = ".verified.cs", Received = ".received.cs";

    public static void Verify(GeneratorRun run, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(file)!, "Snapshots");
        string prefix = $"{Path.GetFileNameWithoutExtension(file)}.{test}#";
        Directory.CreateDirectory(folder);
        foreach (string old in Directory.GetFiles(folder, prefix + "*" + Received))
            File.Delete(old);
        Dictionary<string, string> texts = run.Files.ToDictionary(
            f => prefix + Path.ChangeExtension(f.HintName, null),
            f => $"//HintName: {f.HintName}\n{f.Text}");
        if (Environment.GetEnvironmentVariable("UNFURL_UPDATE_SNAPSHOTS") == "1")
            Accept(folder, prefix, texts);

        var wrong = new List<string>();
        foreach ((string name, string text) in texts)
        {
            string accepted = Path.Combine(folder, name + Verified);
            if (File.Exists(accepted) && File.ReadAllText(accepted).ReplaceLineEndings("\n") == text)
                continue;
            File.WriteAllText(Path.Combine(folder, name + Received), text);
            wrong.Add($"{name}: differs, see {name}{Received}");
        }

        // A file that is no longer emitted is a difference too.
        wrong.AddRange(Stored(folder, prefix).Except(texts.Keys).Select(n => $"{n}: no longer emitted"));
        Expect.None(wrong);
    }

    private static void Accept(string folder, string prefix, Dictionary<string, string> texts)
    {
        foreach (string stale in Stored(folder, prefix).Except(texts.Keys))
            File.Delete(Path.Combine(folder, stale + Verified));
        foreach ((string name, string text) in texts)
            File.WriteAllText(Path.Combine(folder, name + Verified), text);
    }

    private static IEnumerable<string> Stored(string folder, string prefix) =>
        Directory.GetFiles(folder, prefix + "*" + Verified).Select(p => Path.GetFileName(p)[..^Verified.Length]);
}
