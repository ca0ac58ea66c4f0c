using Microsoft.CodeAnalysis;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Warnings;

/// <summary>03xx: declarations that work but hardly mean what they say.</summary>
public sealed class TrainingWarnings
{
    internal static readonly DiagnosticCase LossWithoutTraining = new(
        "[Network(4, Mode = NetworkMode.Inference)] [Dense(2)] [{|UNF0303:Loss(Loss.CrossEntropy)|}] public partial class Tiny;",
        "Network 'Tiny' is declared for inference only, so its loss is never computed");

    internal static readonly DiagnosticCase FlatLayers = new(
        "[Network(4)] [Dense(3), {|UNF0310:Sign|}, Dense(2), {|UNF0310:Activation(\"2 * step(x) + 1\")|}, Dense(2)] public partial class Tiny;",
        "The derivative of Layer 'sign1' is 0 everywhere, so nothing before it learns",
        "The derivative of Layer 'activation1' is 0 everywhere, so nothing before it learns");

    [Fact]
    public void LayersWithoutSlope() => FlatLayers.Check();

    [Theory]
    [InlineData("[Network(4, Mode = NetworkMode.Inference)] [Dense(3), Step]")]
    [InlineData("[Network(4)] [Sign, Dense(3)]")]
    [InlineData("[Network(4)] [Dense(3, Frozen = true), ReLU, Step, Dense(2)]")]
    [InlineData("[Network(4)] [Dense(3, Name = \"a\"), Step(From = \"input\"), Concat(From = \"a, step1\")]")]
    public void LayersWithoutSlopeWhereNothingLearns(string layers) => Assert.Empty(GeneratorRun.Of(layers + " public partial class Tiny;").Diagnostics);

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
