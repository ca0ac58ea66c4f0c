namespace Unfurl.Benchmarks;

/// <summary>The usual small digit classifier: 3x3 convolutions wide enough for full vectors, then a dense layer heavy in weights.</summary>
[Network(1, 28, 28)]
[Conv(32, 3, Padding = Padding.Same), ReLU, MaxPool(2)]
[Conv(64, 3, Padding = Padding.Same), ReLU, MaxPool(2)]
[Flatten, Dense(128), ReLU, Dense(10)]
[Loss(Loss.CrossEntropy)]
public partial class SmallCnn
{
    internal static BenchmarkCase Case => new(nameof(SmallCnn), () => new SmallCnn(seed: 1), OnnxGraph.Input(1, 28, 28)
        .Conv("conv1", padding: Padding.Same).Relu().MaxPool(2)
        .Conv("conv2", padding: Padding.Same).Relu().MaxPool(2)
        .Flatten()
        .Dense("dense1").Relu()
        .Dense("dense2"));
}
