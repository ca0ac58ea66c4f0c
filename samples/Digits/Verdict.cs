using Spectre.Console;
using Unfurl;

namespace Digits;

/// <summary>The last words: what was written, and whether it is good.</summary>
internal static class Verdict
{
    /// <summary>Says it and returns whether all is well.</summary>
    public static bool Write(Evaluation result, DigitData data, bool same)
    {
        bool accurate = result.Accuracy >= data.Goal;
        AnsiConsole.WriteLine();
        string accuracy = FormattableString.Invariant($"Test accuracy {100 * result.Accuracy:0.00} % on {result.Count} images");
        Line(accurate, accuracy + Goal(data, accurate));
        Line(same, same
            ? $"Reloaded, a fresh instance gives the same answers to all {data.Test.Count} images, bit for bit."
            : "Reloaded, a fresh instance does NOT give the same answers.");
        AnsiConsole.WriteLine($"Wrote {Path.GetFullPath("lenet.safetensors")}");
        AnsiConsole.WriteLine($"  and {Path.GetFullPath("learning-curve.svg")}");
        return accurate && same;
    }

    private static string Goal(DigitData data, bool accurate) => data.Goal == 0
        ? "."
        : FormattableString.Invariant($", {(accurate ? "at least" : "BELOW")} the {100 * data.Goal:0} % it has to reach.");

    private static void Line(bool good, string text) => AnsiConsole.MarkupLine($"[{(good ? "green" : "red")}]{Markup.Escape(text)}[/]");
}
