using Microsoft.CodeAnalysis;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Warnings;

/// <summary>03xx: declarations that work but hardly mean what they say.</summary>
public sealed class TrainingWarnings
{
    internal static readonly DiagnosticCase LossWithoutTraining = new(
        "[Network(4, Mode = NetworkMode.Inference)] [Dense(2)] [{|UNF0303:Loss(Loss.CrossEntropy)|}] public partial class Tiny;",
        "Network 'Tiny' is declared for inference only, so its loss is never computed");

    [Fact]
    public void LossOfANetworkThatCannotTrain() => LossWithoutTraining.Check();

    [Fact]
    public void PragmaSwitchesItOff()
    {
        string source = Markup.Parse(LossWithoutTraining.Code).Source;
        GeneratorRun run = GeneratorRun.Of($"#pragma warning disable UNF0303\n{source}\n#pragma warning restore UNF0303\n");
        Assert.DoesNotContain(run.Diagnostics, d => !d.IsSuppressed);
    }

    [Fact]
    public void PragmaElsewhereDoesNot()
    {
        string source = Markup.Parse(LossWithoutTraining.Code).Source;
        GeneratorRun run = GeneratorRun.Of($"#pragma warning disable UNF0303\n#pragma warning restore UNF0303\n{source}\n");
        Diagnostic warning = Assert.Single(run.Diagnostics);
        Assert.False(warning.IsSuppressed);
        Assert.True(run.Input.ContainsSyntaxTree(warning.Location.SourceTree!));
    }
}
