namespace Unfurl.Tests.Numerics;

/// <summary>Computing cheap values again changes what is kept, and no bit of what is computed.</summary>
public sealed class CheckpointTests
{
    private const int Samples = 3;

    private static readonly (string Name, string Input, string Layers)[] Cases =
    [
        ("Plain", "3, 8, 9", "Conv(6, 3, Padding = 1), ReLU, MaxPool(2), Conv(17, 3, Padding = 1), Tanh, Dropout(0.3), AveragePool(2), Flatten, Dense(5)"),
        ("Normed", "3, 8, 9", "Conv(6, 3, Padding = 1), BatchNorm, ReLU, Conv(17, 3, Padding = 1), BatchNorm, Sigmoid, LocalResponseNorm(5), MaxPool(2), Dropout, BatchNorm, Flatten, Dense(5)"),
        ("Branched", "3, 8, 9", "Conv(16, 3, Padding = 1), BatchNorm, ReLU, Branch, Conv(16, 1), ReLU, Branch, MaxPool(3, Stride = 1, Padding = 1), SiLU, Branch, Dropout(0.2), Concat, BatchNorm, ReLU, Branch, GlobalAveragePool, Sigmoid, Branch, Multiply, Conv(3, 1), Softmax"),
        ("Vectors", "9", "Dense(17), BatchNorm, ReLU, Branch, Dense(17), Branch, Tanh, Add, Dropout, Sigmoid, Dense(5), Softmax"),
    ];

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Cases.SelectMany(c => new[] { Declare(c, "None"), Declare(c, "Cheap") })));

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name + "Cheap"], 4, 2);

    [Theory]
    [MemberData(nameof(Names))]
    public void BitsAreTheSame(string name)
    {
        Trainable none = Networks.Value[name + "None"].Create(), cheap = Networks.Value[name + "Cheap"].Create();
        float[] input = Numbers.Draw(new Random(1), Samples * none.Network.InputLength);
        for (int pass = 0; pass < 3; pass++)
        {
            (float[] Output, float[] InputGradient, float Loss) expected = Train(none, input), actual = Train(cheap, input);
            Assert.Equal(expected.Output, actual.Output);
            Assert.Equal(expected.InputGradient, actual.InputGradient);
            Assert.Equal(expected.Loss, actual.Loss);
            Assert.Equal(none.Gradients.ToArray(), cheap.Gradients.ToArray());
            Assert.Equal(none.Weights.Values.ToArray(), cheap.Weights.Values.ToArray());
        }
    }

    private static (float[] Output, float[] InputGradient, float Loss) Train(Trainable network, float[] input)
    {
        float[] output = new float[Samples * network.Network.OutputLength], inputGradient = new float[input.Length];
        network.ForwardTraining(input, output);
        network.Backward(Numbers.Draw(new Random(2), output.Length), inputGradient);
        float loss = network.AccumulateGradients(input, new int[Samples * network.LabelsPerSample], []);
        new Sgd(0.01f).Step(network.Weights.Learned, network.Gradients);
        network.Weights.MarkChanged();
        return (output, inputGradient, loss);
    }

    private static Declaration Declare((string Name, string Input, string Layers) network, string checkpoint) => new(
        network.Name + checkpoint,
        $"[Network({network.Input}, Checkpoint = Checkpoint.{checkpoint}), {network.Layers}]\n[Loss(Loss.CrossEntropy)]\npublic partial class {network.Name}{checkpoint};\n");
}
