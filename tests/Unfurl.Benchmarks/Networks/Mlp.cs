namespace Unfurl.Benchmarks;

/// <summary>So small that the cost of a call is all there is.</summary>
[Network(16)]
[Dense(32), ReLU, Dense(16), ReLU, Dense(4)]
public partial class Mlp
{
    internal static BenchmarkCase Case => new(nameof(Mlp), () => new Mlp(seed: 1), OnnxGraph.Input(16)
        .Dense("dense1").Relu()
        .Dense("dense2").Relu()
        .Dense("dense3"));
}
