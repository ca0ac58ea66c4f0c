namespace Unfurl.Tests.Numerics;

/// <summary>After the first call at a batch size nothing is allocated.</summary>
public sealed class AllocationTests
{
    private const int Samples = 3;

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of("Images", "3, 9, 16", "Conv(5, 3, Padding = 1), ReLU, MaxPool(2), Conv(16, 3), Tanh, Dropout(0.3), AveragePool(2), Flatten, Dense(7), Softmax", "CrossEntropy"),
        Declaration.Of("Vectors", "20", "Dense(33), ReLU, Dropout, Dense(5)", "MeanSquaredError"),
        Declaration.Of("Branches", "3, 9, 16", "Conv(16, 3, Padding = 1), BatchNorm, ReLU, Branch, Conv(5, 1), BatchNorm, Branch, Conv(16, 3, Padding = 1, Groups = 16), LocalResponseNorm(5), Branch, Concat, Conv(4, 2, Stride = 2), BatchNorm(Frozen = true), ConvTranspose(4, 2, Stride = 2), Branch, GlobalAveragePool, Sigmoid, Branch, Multiply", "CrossEntropy"),
        new Declaration("Several", """
            [Network]
            [Input("left", 3, 4, 5), Input("right", 6)]
            [Conv(8, 3, Padding = 1, From = "left"), BatchNorm, ReLU(Name = "features"), Dense(8, From = "right"), Sigmoid, Multiply(From = "features", Name = "joined"), Flatten, Dense(3)]
            [Output("map", From = "joined"), Output("score")]
            [Loss(Loss.CrossEntropy)]
            public partial class Several;
            """),
    ]));

    [Theory]
    [InlineData("Images")]
    [InlineData("Vectors")]
    [InlineData("Branches")]
    [InlineData("Several")]
    public void ForwardAllocatesNothing(string name)
    {
        var run = new Batch(Networks.Value[name].Create());
        AssertNothing(() => run.Network.Forward(run.Input, run.Output));
    }

    [Theory]
    [InlineData("Images")]
    [InlineData("Vectors")]
    [InlineData("Branches")]
    [InlineData("Several")]
    public void BackwardAllocatesNothing(string name)
    {
        var run = new Batch(Networks.Value[name].Create());
        AssertNothing(() =>
        {
            run.Network.ForwardTraining(run.Input, run.Output);
            run.Network.Backward(run.Output, run.Input);
        });
    }

    [Theory]
    [InlineData("Images", true)]
    [InlineData("Vectors", false)]
    [InlineData("Branches", true)]
    [InlineData("Several", false)]
    public void TrainingStepAllocatesNothing(string name, bool adam)
    {
        var run = new Batch(Networks.Value[name].Create());
        Optimizer optimizer = adam ? new Adam() : new Sgd(0.01f, momentum: 0.9f);
        AssertNothing(() =>
        {
            run.Network.ZeroGradients();
            run.Network.AccumulateGradients(run.Input, run.Labels, run.Targets);
            run.Network.EvaluateLoss(run.Input, run.Labels, run.Targets);
            optimizer.Step(run.Network.Weights.Learned, run.Network.Gradients);
            run.Network.Weights.MarkChanged();
        });
    }

    [Fact]
    public void SmallerBatchesAndReservedOnesAllocateNothing()
    {
        Trainable network = Networks.Value["Vectors"].Create();
        network.Network.Reserve(10);
        float[] input = new float[10 * 20], output = new float[10 * 5];
        network.Forward(input.AsSpan(0, 20), output.AsSpan(0, 5));
        for (int samples = 1; samples <= 10; samples++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.Forward(input.AsSpan(0, 20 * samples), output.AsSpan(0, 5 * samples));
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    // The least of several: the runtime itself may allocate on this thread when it recompiles a caller.
    private static void AssertNothing(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private sealed class Batch(Trainable network)
    {
        public Trainable Network { get; } = network;

        public float[] Input { get; } = Numbers.Draw(new Random(1), Samples * network.Network.InputLength);

        public float[] Output { get; } = new float[Samples * network.Network.OutputLength];

        public int[] Labels { get; } = new int[Samples * network.LabelsPerSample];

        public float[] Targets { get; } = new float[Samples * network.TargetsPerSample];
    }
}
