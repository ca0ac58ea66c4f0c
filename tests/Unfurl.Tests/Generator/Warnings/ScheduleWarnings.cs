using System.Globalization;
using Microsoft.CodeAnalysis;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Warnings;

/// <summary>06xx: what a schedule file says in vain, at its line.</summary>
public sealed class ScheduleWarnings
{
    private const string Tiny = "[Network(16, 5, 5)] [Conv(16, 3), Flatten, Dense(2)] public partial class Tiny;";
    private const string Conv = "conv 3x3 s1 16x5x5 -> 16x3x3", Dense = "dense 144 -> 2";

    private static readonly Dictionary<string, (string Text, string[] Messages)> Cases = new()
    {
        ["nothing"] = ("", []),
        ["comments and sections"] = ("# measured\n\n[all]\n  [avx2]  \n", []),
        ["what the cost model may choose"] = ($"[avx512]\n{Conv}: tile=1x1x3\n{Dense}: tile=1\n[neon]\n{Dense}: tile=2\n", []),
        ["no section"] = ($"{Dense}: tile=1\n", [$"1: UNF0601: Expected a section [all], [avx512], [avx2], [sse] or [neon], got '{Dense}: tile=1'; the line is passed over"]),
        ["unknown section"] = ("[mmx]\n", ["1: UNF0601: Expected a section [all], [avx512], [avx2], [sse] or [neon], got '[mmx]'; the line is passed over"]),
        ["no choice"] = ($"[avx2]\n{Dense}:\n", [$"2: UNF0601: Expected 'kernel: choice', got '{Dense}:'; the line is passed over"]),
        ["twice"] = (
            $"[avx2]\n{Dense}: tile=1\n{Dense}: tile=2\n",
            [$"3: UNF0601: Expected one line for each kernel of a section, and line 2 is for this one, got '{Dense}: tile=2'; the line is passed over"]),
        ["unknown kernel"] = ("[avx2]\n\ndense 3 -> 2: tile=1\n", ["3: UNF0602: Network 'Tiny' has nothing to choose for 'dense 3 -> 2' in this section; the line is passed over"]),
        ["tile among algorithms"] = ($"[all]\n{Dense}: tile=1\n", [$"2: UNF0602: Network 'Tiny' has nothing to choose for '{Dense}' in this section; the line is passed over"]),
        ["impossible tile"] = ($"[avx2]\n{Dense}: tile=7\n", [$"2: UNF0603: Kernel '{Dense}' can be tile=1, tile=2, not 'tile=7'; the line is passed over"]),
    };

    public static string[] Ids => ["UNF0601", "UNF0602", "UNF0603", "UNF0604"];

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void SaysWhichLine(string name)
    {
        (string text, string[] messages) = Cases[name];
        GeneratorRun run = GeneratorRun.Of(Tiny, new ScheduleText("folder/Tiny.schedule", text));
        Assert.Equal(messages, run.Diagnostics.Select(Message));
        Assert.All(run.Diagnostics, d => Assert.Equal(DiagnosticSeverity.Warning, d.Severity));
        Assert.All(run.Diagnostics, d => Assert.Equal("folder/Tiny.schedule", d.Location.GetLineSpan().Path));
        run.AssertCached();
    }

    [Fact]
    public void NetworkMustBeInTheProject() => Assert.Equal(
        "1: UNF0604: Other.schedule is for network 'Other', but the project declares 'Tiny'",
        Message(Assert.Single(GeneratorRun.Of(Tiny, new ScheduleText("Other.schedule", "")).Diagnostics)));

    [Fact]
    public void ALineInVainChangesNothing() => Assert.Equal(
        GeneratorRun.Of(Tiny).Files.Single().Text,
        GeneratorRun.Of(Tiny, new ScheduleText("Tiny.schedule", string.Concat(Cases.Values.Where(c => c.Messages.Length == 1).Select(c => c.Text)).Replace(": tile=1", ": tile=9", StringComparison.Ordinal))).Files.Single().Text);

    private static string Message(Diagnostic diagnostic) => string.Create(
        CultureInfo.InvariantCulture, $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}: {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
}
