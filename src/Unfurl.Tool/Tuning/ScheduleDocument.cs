using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using Microsoft.CodeAnalysis.Text;
using Unfurl.Generator;

namespace Unfurl.Tool;

/// <summary>A schedule file: what other machines measured stays, the sections that were tuned here are new.</summary>
internal static class ScheduleDocument
{
    private static readonly (InstructionSet Set, string Name)[] Sections =
        [(InstructionSet.All, "all"), (InstructionSet.Avx512, "avx512"), (InstructionSet.Avx2, "avx2"), (InstructionSet.Sse, "sse"), (InstructionSet.Neon, "neon")];

    /// <summary>What an existing file chooses; nothing if there is none.</summary>
    public static IReadOnlyList<KernelChoice> Read(string path) =>
        File.Exists(path) ? [.. ScheduleReader.Read(path, SourceText.From(File.ReadAllText(path))).Choices] : [];

    /// <summary>The choices of both: those of a section that is tuned replace what stood there.</summary>
    public static IReadOnlyList<KernelChoice> Merge(IReadOnlyList<KernelChoice> old, IReadOnlyList<KernelChoice> tuned) =>
        [.. old.Where(c => tuned.All(t => t.Set != c.Set)), .. tuned];

    /// <summary>Without the lines that would say nothing about the network: a tile of an algorithm it has no longer.</summary>
    public static IReadOnlyList<KernelChoice> Prune(NetworkSpec spec, IReadOnlyList<KernelChoice> choices)
    {
        UnusedChoice[] unused = [.. NetworkCompiler.Compile(spec with { Schedule = choices.ToEquatable() }, CancellationToken.None)!.Unused];
        return [.. choices.Except(unused.Select(u => u.Choice))];
    }

    /// <summary>The file's text.</summary>
    public static string Write(string network, IReadOnlyList<KernelChoice> choices)
    {
        var lines = new List<string> { $"# {network}" };
        foreach ((InstructionSet set, string name) in Sections)
        {
            KernelChoice[] own = [.. choices.Where(c => c.Set == set)];
            if (own.Length == 0)
                continue;
            lines.Add($"[{name}]");
            lines.AddRange(own.Select(c => $"{c.Kernel}: {c.Choice}"));
            lines.Add("");
        }

        return string.Join("\n", lines).TrimEnd('\n') + "\n";
    }

    /// <summary>Puts the text in place at once: an interrupted run leaves the file as it was.</summary>
    public static void Save(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string beside = path + ".new";
        File.WriteAllText(beside, text);
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>The instruction set that this process has.</summary>
    public static InstructionSet Here =>
        Vector512.IsHardwareAccelerated ? InstructionSet.Avx512
        : Vector256.IsHardwareAccelerated ? InstructionSet.Avx2
        : AdvSimd.IsSupported ? InstructionSet.Neon
        : InstructionSet.Sse;

    /// <summary>What a section is called.</summary>
    public static string NameOf(InstructionSet set) => Sections.First(s => s.Set == set).Name;
}
