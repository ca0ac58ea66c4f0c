namespace Unfurl.Tests.Numerics;

/// <summary>Batch norms on maps of both layouts, sequences and vectors, where they are folded behind or in front of a layer and where they cannot be; running
/// statistics while training, their use otherwise.</summary>
public sealed class BatchNormTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations().Append(Declaration.Of("Vector", "3", "BatchNorm"))));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 4, 9, 5);

    [Fact]
    public void OneValueAChannelIsRefused()
    {
        Trainable network = Networks.Value["Vector"].Create();
        Assert.Throws<ArgumentException>(() => network.ForwardTraining([1, 2, 3], new float[3]));
        network.Forward([1, 2, 3], new float[3]);
        network.ForwardTraining([1, 2, 3, 4, 5, 7], new float[6]);
    }

    [Fact]
    public void RunningStatisticsApproachThoseOfTheData()
    {
        Trainable network = Networks.Value["Vector"].Create();
        float[] input = [1, 20, 300, 3, 10, 500, 2, 60, 100, 2, 30, 300];
        for (int pass = 0; pass < 400; pass++)
            network.ForwardTraining(input, new float[12]);
        Numbers.AssertClose([2, 30, 300], network.Weights["batchnorm1.running_mean"], "mean");
        Numbers.AssertClose([2 / 3.0, 1400 / 3.0, 80000 / 3.0], network.Weights["batchnorm1.running_var"], "variance");
    }

    [Fact]
    public void WhatIsFoldedFollowsWeightsAndStatistics()
    {
        Trainable network = Networks.Value["BehindBlocks"].Create(), fresh = Networks.Value["BehindBlocks"].Create();
        float[] input = Numbers.Draw(new Random(1), 2 * network.Network.InputLength), output = new float[2 * network.Network.OutputLength], expected = new float[output.Length];
        network.Forward(input, output);
        network.ForwardTraining(input, output);
        network.Weights.Edit("conv2.weight")[3] += 1;
        network.Weights.Edit("batchnorm1.bias")[4] = 2;
        network.Forward(input, output);
        network.Weights.Values.CopyTo(fresh.Weights.Values);
        fresh.Weights.MarkChanged();
        fresh.Forward(input, expected);
        Assert.Equal(expected, output);
    }

    private static IEnumerable<Declaration> Declarations()
    {
        foreach ((int size, int i) in Sizes.All.Select((size, i) => (size, i)))
        {
            int other = Sizes.All[((i * 4) + 1) % Sizes.All.Length];
            string affine = i % 3 == 0 ? "(Affine = false)" : i % 3 == 1 ? "(Epsilon = 1e-3, Momentum = 0.3)" : "";
            yield return Declaration.Of($"Map{size}", $"{size}, 3, {other}", $"BatchNorm{affine}");
            yield return Declaration.Of($"Vector{size}", $"{size}", $"BatchNorm{affine}, Dense({other}), BatchNorm, Tanh");
            yield return Declaration.Of($"Width{size}", $"3, 2, {size}", $"Conv({other}, 1), BatchNorm{affine}, ReLU");
        }

        yield return Declaration.Of("BehindBlocks", "3, 5, 6", "Conv(17, 3), BatchNorm, ReLU, Conv(32, 3, Padding = 1, Bias = false), BatchNorm(Affine = false), Sigmoid");
        yield return Declaration.Of("BehindPlanes", "3, 4, 16", "Conv(4, 3, Padding = 1), BatchNorm(Affine = false), Sigmoid, Conv(5, 3, Padding = 1, Bias = false), BatchNorm, ReLU");
        yield return Declaration.Of("InFront", "3, 5, 6", "BatchNorm, Conv(17, 3), ReLU, BatchNorm(Affine = false), Conv(4, 1, Bias = false), BatchNorm, Conv(3, 1)");
        yield return Declaration.Of("InFrontPlanes", "3, 4, 18", "BatchNorm, Conv(4, 3), BatchNorm, Conv(2, 2, Bias = false)");
        yield return Declaration.Of("InFrontOfPadding", "3, 5, 6", "BatchNorm, Conv(17, 3, Padding = 1), ReLU, BatchNorm, Conv(4, 3, Padding = 1, Bias = false)");
        yield return Declaration.Of("Groups", "4, 5, 6", "Conv(8, 3, Groups = 4), BatchNorm, Conv(8, 3, Groups = 8), BatchNorm, ReLU, BatchNorm, Conv(24, 1, Groups = 2)");
        yield return Declaration.Of("Transposed", "4, 3, 4", "ConvTranspose(17, 2, Stride = 2), BatchNorm, ReLU, ConvTranspose(3, 3, Padding = 1, Bias = false), BatchNorm, Tanh, ConvTranspose(6, 2, Groups = 3), BatchNorm");
        yield return Declaration.Of("TransposedInFront", "4, 3, 4", "BatchNorm, ConvTranspose(17, 2, Stride = 2), ReLU, BatchNorm, ConvTranspose(2, 1)");
        yield return Declaration.Of("Dense", "12", "Dense(17), BatchNorm, ReLU, Dense(5, Bias = false), BatchNorm, Sigmoid, BatchNorm, Dense(3)", "CrossEntropy");
        yield return Declaration.Of("Several", "3, 4, 5", "BatchNorm, BatchNorm, ReLU, BatchNorm(Momentum = 1), Conv(2, 1), BatchNorm(Momentum = 0), BatchNorm", "MeanSquaredError");
        yield return Declaration.Of("Sequence", "3, 17", "Conv(5, 3), BatchNorm, ReLU, MaxPool(2), BatchNorm, Conv(16, 3, Stride = 2), BatchNorm(Affine = false)");
        yield return Declaration.Of("Flattened", "3, 4, 5", "Conv(6, 3), BatchNorm, ReLU, Flatten, BatchNorm, Dense(4)", "CrossEntropy");
        yield return Declaration.Of("Pooled", "3, 8, 9", "Conv(17, 3), BatchNorm, MaxPool(2), AveragePool(2, Stride = 1), BatchNorm, GlobalAveragePool, BatchNorm");
        yield return Declaration.Of("Dropped", "3, 4, 5", "Conv(6, 3, Padding = 1), Dropout(0.3), BatchNorm, ReLU, Dropout(0.3), Conv(2, 1)", "CrossEntropy");
        yield return new Declaration("ReadTwice", """
            [Network(3, 4, 5), Conv(6, 3, Padding = 1, Name = "stem"), BatchNorm(Name = "norm"), ReLU, Conv(6, 3, Padding = 1), BatchNorm, Add(From = "stem"), Add(From = "norm"), ReLU]
            [Loss(Loss.CrossEntropy)]
            public partial class ReadTwice;
            """);
        yield return new Declaration("Outputs", """
            [Network(3, 4, 5), Conv(6, 3, Padding = 1, Name = "stem"), BatchNorm(Name = "norm"), ReLU]
            [Output("stem", From = "stem"), Output("norm", From = "norm"), Output("rest")]
            public partial class Outputs;
            """);
        yield return new Declaration("FrozenNorms", """
            [Network(3, 4, 5), Conv(6, 3), BatchNorm(Frozen = true), ReLU, Conv(17, 1, Bias = false), BatchNorm(Affine = false, Frozen = true), Sigmoid, BatchNorm, Flatten, BatchNorm(Frozen = true), Dense(3)]
            [Loss(Loss.CrossEntropy)]
            public partial class FrozenNorms;
            """);
        yield return new Declaration("Checkpointed", """
            [Network(3, 4, 5, Checkpoint = Checkpoint.Cheap), Conv(6, 3), BatchNorm, ReLU, BatchNorm, Conv(17, 1, Bias = false), BatchNorm, Sigmoid, BatchNorm]
            [Loss(Loss.CrossEntropy)]
            public partial class Checkpointed;
            """);
    }
}
