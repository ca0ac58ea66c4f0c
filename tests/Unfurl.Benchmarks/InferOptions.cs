using System.Globalization;

namespace Unfurl.Benchmarks;

/// <summary>What the user asked of <c>infer</c>.</summary>
/// <param name="Case">The only case to run, or all.</param>
/// <param name="Threads">Threads for either side.</param>
/// <param name="Out">Where the JSON goes, or nowhere.</param>
/// <param name="NoPeer">Time ours alone.</param>
internal sealed record InferOptions(string? Case = null, int Threads = 1, string? Out = null, bool NoPeer = false)
{
    /// <summary>Reads the command line behind <c>infer</c>.</summary>
    /// <exception cref="OptionException">An option is unknown or its value is missing or wrong.</exception>
    public static InferOptions Read(ReadOnlySpan<string> args)
    {
        var options = new InferOptions();
        while (args is not [])
        {
            options = args switch
            {
                ["--no-peer", ..] => options with { NoPeer = true },
                ["--case", var name, ..] => options with { Case = name },
                ["--out", var path, ..] => options with { Out = path },
                ["--threads", var count, ..] => options with { Threads = ReadThreads(count) },
                [var other, ..] => throw new OptionException($"infer: '{other}' is no option, or lacks its value."),
                [] => options,
            };
            args = args[(args[0] == "--no-peer" ? 1 : 2)..];
        }

        return options;
    }

    private static int ReadThreads(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > 0
            ? threads
            : throw new OptionException($"infer: --threads takes a number from 1, not '{text}'.");
}
