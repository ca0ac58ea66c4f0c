namespace Unfurl.Benchmarks;

/// <summary>A declared network, and how it is called.</summary>
/// <param name="Name">The network, and what <c>--case</c> calls it.</param>
/// <param name="Batch">Samples per call.</param>
internal sealed record BenchmarkCase(string Name, int Batch = 1)
{
    /// <summary>The cases of the table, in its order: small networks, published ones, kernels that must reach the machine's peak.</summary>
    public static IReadOnlyList<BenchmarkCase> All { get; } =
    [
        new("Mlp"), new("LeNet"), new("SmallCnn"), new("DsCnn"),
        new("SqueezeNet"), new("GoogLeNet"), new("ResNet50"), new("DenseNet121"), new("Vgg19"),
        new("Conv3x3"), new("Direct3x3"), new("Conv1x1"), new("Conv11x11"), new("Dense1024", Batch: 32),
    ];

    /// <summary>The case of that name, or any other declared network at batch 1.</summary>
    /// <exception cref="OptionException">There is no such network.</exception>
    public static BenchmarkCase Find(string name) =>
        All.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)) ?? new BenchmarkCase(Declaration.Find(name).Name);
}
