namespace Unfurl.Benchmarks;

/// <summary>LeNet-5 with ReLU and max pooling: few channels, small planes.</summary>
[Network(1, 28, 28)]
[Conv(6, 5, Padding = Padding.Same), ReLU, MaxPool(2)]
[Conv(16, 5), ReLU, MaxPool(2)]
[Flatten, Dense(120), ReLU, Dense(84), ReLU, Dense(10)]
[Loss(Loss.CrossEntropy)]
public partial class LeNet
{
    internal static BenchmarkCase Case => new(nameof(LeNet), () => new LeNet(seed: 1), OnnxGraph.Input(1, 28, 28)
        .Conv("conv1", padding: Padding.Same).Relu().MaxPool(2)
        .Conv("conv2").Relu().MaxPool(2)
        .Flatten()
        .Dense("dense1").Relu()
        .Dense("dense2").Relu()
        .Dense("dense3"));
}
