using Microsoft.CodeAnalysis;
using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>What an edit makes of the pipeline's steps.</summary>
public sealed class CachingTests
{
    private const string Source = "[Network(4)]\n[Dense(3), ReLU, Dense(2)]\npublic partial class Tiny;\n";
    private const string Wrong = "[Network(4)]\n[Dense(0)]\npublic partial class Tiny;\n";

    [Fact]
    public void SameInputIsCached() => AssertUnchanged(GeneratorRun.Of(Source).After(Source));

    [Fact]
    public void CommentIsNoChange() => AssertUnchanged(GeneratorRun.Of(Source).After("// a comment\n" + Source.Replace("ReLU", "ReLU /* here */", StringComparison.Ordinal)));

    [Fact]
    public void UnrelatedFileIsNoChange() => AssertUnchanged(GeneratorRun.Of(Source).After(Source, "public class Other { public int X; }"));

    [Fact]
    public void OtherNetworkIsNoChangeOfThisOne()
    {
        GeneratorRunResult after = GeneratorRun.Of(Source).After(Source, "[Network(4)] [Dense(5)] public partial class Other;");
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.New], Reasons(after, StepNames.Specs));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], Reasons(after, StepNames.Files));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(after, StepNames.Clashes));
    }

    [Fact]
    public void ChangedSizeIsAChange()
    {
        GeneratorRunResult after = GeneratorRun.Of(Source).After(Source.Replace("Dense(3)", "Dense(5)", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(after, StepNames.Specs));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(after, StepNames.Files));
        Assert.Contains("Tiny: 4 to 2, 37 parameters", Assert.Single(after.GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MovedLayersAreNoChangeOfTheCode()
    {
        GeneratorRun run = GeneratorRun.Of(Source);
        GeneratorRunResult after = run.After(Source.Replace("ReLU", "\n\n    ReLU", StringComparison.Ordinal));
        AssertUnchanged(after);
        Assert.Equal(run.Files.Single().Text, Assert.Single(after.GeneratedSources).SourceText.ToString());
    }

    private const string Open = "[Network(2, Extent.Any, Extent.Any)]\n[Conv(3, 2), ReLU]\npublic partial class Tiny;\n";

    [Fact]
    public void OpenSizesAreCachedLikeNumbers()
    {
        AssertUnchanged(GeneratorRun.Of(Open).After("// a comment\n" + Open.Replace("ReLU", "\n    ReLU", StringComparison.Ordinal)));
        GeneratorRunResult after = GeneratorRun.Of(Open).After(Open.Replace("2, Extent.Any, Extent.Any", "2, Extent.Any, 8", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(after, StepNames.Specs));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(after, StepNames.Files));
    }

    [Fact]
    public void DiagnosticsMoveWithTheirLayer()
    {
        GeneratorRun run = GeneratorRun.Of(Wrong);
        GeneratorRunResult after = run.After("\n\n" + Wrong);
        AssertUnchanged(after);
        Assert.Equal(1, Line(Assert.Single(run.Diagnostics)));
        Assert.Equal(3, Line(Assert.Single(after.Diagnostics)));
    }

    [Fact]
    public void CorrectedMistakeIsAChange()
    {
        GeneratorRunResult after = GeneratorRun.Of(Wrong).After(Source);
        Assert.Empty(after.Diagnostics);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(after, StepNames.Files));
    }

    private const string Uses = "[Network(4)]\n[Hidden(8), Dense(2)]\npublic partial class Tiny;\n";
    private const string Block = "[Dense(nameof(n)), ReLU]\npublic sealed class HiddenAttribute(int n) : BlockAttribute;\n";

    [Fact]
    public void UnrelatedFileIsNoChangeOfWhatUsesABlock() =>
        AssertUnchanged(GeneratorRun.Of([Uses, Block, "public class Other;"]).After(Uses, Block, "public class Other { public int X; }"));

    [Fact]
    public void CommentInABlockIsNoChange() => AssertUnchanged(GeneratorRun.Of([Uses, Block]).After(Uses, "// moved\n\n" + Block));

    [Theory]
    [InlineData("nameof(n)", "\"2 * n\"", "Tiny: 4 to 2, 114 parameters")]
    [InlineData("nameof(n)", "16", "Tiny: 4 to 2, 114 parameters")]
    [InlineData("ReLU", "ReLU, Dense(3)", "Tiny: 4 to 2, 75 parameters")]
    public void ChangedBlockIsAChange(string old, string changed, string title)
    {
        GeneratorRun run = GeneratorRun.Of([Uses, Block]);
        Assert.Contains("Tiny: 4 to 2, 58 parameters", Assert.Single(run.Files).Text, StringComparison.Ordinal);
        GeneratorRunResult after = run.After(Uses, Block.Replace(old, changed, StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(after, StepNames.Specs));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(after, StepNames.Files));
        Assert.Contains(title, Assert.Single(after.GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MistakeInABlockMovesWithTheBlock()
    {
        string wrong = Block.Replace("nameof(n)", "0", StringComparison.Ordinal);
        GeneratorRun run = GeneratorRun.Of([Uses, wrong]);
        GeneratorRunResult after = run.After(Uses, "\n\n" + wrong);
        AssertUnchanged(after);
        Assert.Equal(("Source2.cs", 0), Place(Assert.Single(run.Diagnostics)));
        Assert.Equal(("Source2.cs", 2), Place(Assert.Single(after.Diagnostics)));

        static (string, int) Place(Diagnostic diagnostic) => (diagnostic.Location.SourceTree!.FilePath, Line(diagnostic));
    }

    private static int Line(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line;

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);

    private static void AssertUnchanged(GeneratorRunResult result)
    {
        foreach (string step in StepNames.All)
        {
            Assert.NotEmpty(result.TrackedSteps[step]);
            Assert.All(Reasons(result, step), r => Assert.True(r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {r}"));
        }
    }
}
