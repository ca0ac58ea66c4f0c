using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>Schedule files choose between candidates and do nothing else.</summary>
public sealed class ScheduleFileTests
{
    private const string Source = "[Network(16, 5, 5, Mode = NetworkMode.Inference)] [Conv(48, 3), Flatten, Dense(40)] public partial class Tiny;";
    private const string Conv = "conv 3x3 s1 16x5x5 -> 48x3x3", Dense = "dense 432 -> 40";

    private static readonly Lazy<NetworkSpec> Tiny = new(() => GeneratorRun.Of(Source).Spec("Tiny"));

    // What lines are made of, so that some of them have a meaning.
    private static readonly string[] Words =
        ["[avx512]", "[avx2]", "[sse]", "[neon]", "[all]", "[", "\n", "\n", "\n", Conv, Dense, ":", ": ", "tile=1x1x3", "tile=2x1x3", "tile=1", "tile=3", "tile=", "direct", "#", " ", "\r", "\0", "\u2028", "é"];

    [Theory]
    [InlineData("[avx512]\n" + Conv + ": tile=1x1x2\n", 512)]
    [InlineData("[avx2]\n" + Conv + ": tile=1x1x2\n", 256)]
    [InlineData("[sse]\n" + Conv + ": tile=1x1x1\n", 128)]
    [InlineData("[neon]\n" + Conv + ": tile=1x1x1\n", 128)]
    public void ATileChangesTheKernelOfItsWidthAlone(string schedule, int bits)
    {
        string before = Compile([]).Text, after = Compile(Choices(schedule)).Text;
        foreach (int width in (int[])[512, 256, 128])
            Assert.Equal(width != bits, Method(before, width) == Method(after, width));
    }

    [Fact]
    public void NeonStandsAboveSse() => Assert.Equal(
        Compile(Choices($"[neon]\n{Conv}: tile=1x1x1\n[sse]\n{Conv}: tile=1x1x2")).Text, Compile(Choices($"[sse]\n{Conv}: tile=1x1x1")).Text);

    [Fact]
    public void AnyTextIsReadAndSpoilsNothing()
    {
        string usual = Compile([]).Text;
        Gen<string> texts = Gen.Elements(Words).ListOf().Select(words => string.Concat(words));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            KernelChoice[] choices = Choices(text);
            GeneratedFile file = Compile(choices);
            return file.Defect is null && (file.Unused.Count < choices.Length || file.Text == usual);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
        Prop.ForAll<string>(text => Choices(text ?? "").Length >= 0).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void OtherFilesAreNoChange()
    {
        var schedule = new ScheduleText("Tiny.schedule", $"[avx2]\n{Dense}: tile=1\n");
        GeneratorRun run = GeneratorRun.Of(Source, schedule);
        AssertFiles(run.After(new ScheduleText("notes.txt", "[avx2]")), IncrementalStepRunReason.Cached);
        AssertFiles(run.After(new ScheduleText("Other.schedule", "[avx2]")), IncrementalStepRunReason.Cached);
        AssertFiles(run.After(new ScheduleText("Tiny.schedule", $"# a comment\n[avx2]\n{Dense}: tile=1\n"), schedule), IncrementalStepRunReason.Cached);
        AssertFiles(run.After(new ScheduleText("Tiny.schedule", $"[avx2]\n{Conv}: tile=1x1x1\n"), schedule), IncrementalStepRunReason.Modified);
    }

    private static void AssertFiles(GeneratorRunResult result, IncrementalStepRunReason reason) =>
        Assert.Equal(reason, Assert.Single(Assert.Single(result.TrackedSteps[StepNames.Files]).Outputs).Reason);

    private static KernelChoice[] Choices(string text) => [.. ScheduleReader.Read("Tiny.schedule", SourceText.From(text)).Choices];

    private static GeneratedFile Compile(KernelChoice[] choices) =>
        NetworkCompiler.Compile(Tiny.Value with { Schedule = new EquatableArray<KernelChoice>(choices) }, TestContext.Current.CancellationToken)!;

    private static string Method(string text, int bits)
    {
        int start = text.IndexOf($"private static void Convolve3x3_{bits}", StringComparison.Ordinal);
        Assert.True(start >= 0);
        return text[start..text.IndexOf("AggressiveOptimization", start, StringComparison.Ordinal)];
    }
}
