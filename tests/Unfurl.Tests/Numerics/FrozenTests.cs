namespace Unfurl.Tests.Numerics;

/// <summary>Frozen layers: no gradient of their own, none before them if they come first, and what behind them learns as ever.</summary>
public sealed class FrozenTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 2, 5, 3);

    [Theory]
    [InlineData("Prefix")]
    [InlineData("NormFirst")]
    [InlineData("Block")]
    public void NoInputGradientWhereFrozenLayersComeFirst(string name)
    {
        Trainable network = Networks.Value[name].Create();
        float[] input = Numbers.Draw(new Random(1), 2 * network.Network.InputLength), output = new float[2 * network.Network.OutputLength];
        network.ForwardTraining(input, output);
        Assert.Throws<InvalidOperationException>(() => network.Backward(output, new float[input.Length]));
        network.Backward(output, []);
    }

    [Fact]
    public void FrozenWeightsStandStill()
    {
        Trainable network = Networks.Value["Prefix"].Create();
        Dictionary<string, float[]> before = network.Weights.Table.ToArray().ToDictionary(t => t.Key, t => network.Weights[t.Key].ToArray());
        var optimizer = new Sgd(0.1f);
        float[] input = Numbers.Draw(new Random(1), 4 * network.Network.InputLength);
        network.AccumulateGradients(input, [0, 1, 2, 1], []);
        optimizer.Step(network.Weights.Learned, network.Gradients);
        network.Weights.MarkChanged();
        foreach (ParameterInfo tensor in network.Weights.Table)
        {
            // The second batch norm learns, and its statistics move.
            if (tensor.IsLearned || tensor.Key.StartsWith("batchnorm2.", StringComparison.Ordinal))
                Assert.NotEqual(before[tensor.Key], network.Weights[tensor.Key].ToArray());
            else
                Assert.Equal(before[tensor.Key], network.Weights[tensor.Key].ToArray());
        }
    }

    private static IEnumerable<Declaration> Declarations()
    {
        yield return Declaration.Of("Prefix", "3, 6, 6", "Conv(8, 3, Frozen = true), BatchNorm(Frozen = true), ReLU, Conv(17, 1, Frozen = true), ReLU, Conv(5, 3), BatchNorm, ReLU, Flatten, Dense(3)", "CrossEntropy");
        yield return Declaration.Of("Middle", "3, 6, 6", "Conv(8, 3), ReLU, Conv(17, 1, Frozen = true), BatchNorm(Frozen = true), ReLU, Conv(5, 3), Flatten, Dense(3, Frozen = true)", "CrossEntropy");
        yield return Declaration.Of("NormFirst", "3, 6, 6", "BatchNorm(Frozen = true, Affine = false), Conv(8, 3), ReLU", "MeanSquaredError");
        yield return Declaration.Of("NormFirstOfVectors", "9", "BatchNorm(Frozen = true), Dense(8), ReLU, BatchNorm(Frozen = true), Dense(4)", "CrossEntropy");
        yield return Declaration.Of("ActivationFirst", "9", "Tanh, Dense(8, Frozen = true), ReLU, Dense(4)", "CrossEntropy");
        yield return Declaration.Of("All", "3, 4, 4", "Conv(4, 3, Frozen = true), ReLU", "CrossEntropy");
        yield return Declaration.Of("Transposed", "3, 4, 4", "ConvTranspose(4, 3, Frozen = true), ReLU, ConvTranspose(2, 2, Groups = 2), Conv(4, 1, Groups = 2, Frozen = true), Dropout(0.3), Conv(2, 1)", "CrossEntropy");
        yield return new Declaration("Sides", """
            [Network(3, 5, 5), Branch, Conv(16, 3, Frozen = true), BatchNorm(Frozen = true), ReLU, Branch, Conv(4, 3), BatchNorm, Concat, Conv(3, 1)]
            [Loss(Loss.CrossEntropy)]
            public partial class Sides;
            """);
        yield return new Declaration("Block", """
            [Conv(nameof(c), 3, Padding = 1), BatchNorm, ReLU, Conv(nameof(c), 1), BatchNorm]
            public sealed class FrozenStepAttribute(object c) : BlockAttribute { public object C { get; } = c; }

            [Network(3, 5, 5), FrozenStep(4, Frozen = true), ReLU, FrozenStep(5, Repeat = 2), ReLU]
            [Loss(Loss.CrossEntropy)]
            public partial class Block;
            """);
        yield return new Declaration("Heads", """
            [Network(3, 5, 5), Conv(4, 3, Frozen = true, Name = "stem"), ReLU, Conv(2, 1)]
            [Output("features", From = "stem"), Output("answer")]
            [Loss(Loss.MeanSquaredError, From = "stem"), Loss(Loss.CrossEntropy)]
            public partial class Heads;
            """);
    }
}
