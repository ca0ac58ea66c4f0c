namespace Unfurl.Benchmarks;

/// <summary>A network of ours and the same network in the peer's words.</summary>
/// <param name="Name">What <c>--case</c> calls it.</param>
/// <param name="Create">Makes our network, with the same weights every time.</param>
/// <param name="Output">The last value of the ONNX graph, which takes its weights from our network by key.</param>
/// <param name="Batch">Samples per call.</param>
internal sealed record BenchmarkCase(string Name, Func<INetwork> Create, OnnxValue Output, int Batch = 1)
{
    /// <summary>Every case, in the order of the table.</summary>
    public static IReadOnlyList<BenchmarkCase> All { get; } = [Mlp.Case, LeNet.Case, SmallCnn.Case];

    /// <summary>The cases called <paramref name="name"/>, or all.</summary>
    /// <exception cref="OptionException">There is no such case.</exception>
    public static IReadOnlyList<BenchmarkCase> Select(string? name)
    {
        BenchmarkCase[] found = [.. All.Where(c => name is null || string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))];
        return found.Length > 0
            ? found
            : throw new OptionException($"There is no case '{name}'; there are {string.Join(", ", All.Select(c => c.Name))}.");
    }
}
