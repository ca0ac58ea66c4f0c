namespace Unfurl.Tests.Numerics;

/// <summary>Dense layers at all pairs of neighbouring sizes, and behind maps.</summary>
public sealed class DenseTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 5, 2, 9);

    private static IEnumerable<Declaration> Declarations()
    {
        yield return Declaration.Of("Up", "1", string.Join(", ", Sizes.All.Select(s => $"Dense({s})")));
        yield return Declaration.Of("Down", "65", string.Join(", ", Sizes.All.Reverse().Select(s => $"Dense({s}, Bias = false)")));
        yield return Declaration.Of("Mixed", "31", string.Join(", ", Sizes.All.Select((_, i) => $"Dense({Sizes.All[(i * 4 + 2) % 11]}), Tanh")));
        yield return Declaration.Of("Large", "100", "Dense(130), ReLU, Dense(257), SiLU, Dense(64), ReLU, Dense(49)");
        foreach (int size in Sizes.All)
            yield return Declaration.Of($"Flattened{size}", $"{(size % 5) + 1}, 3, {size}", $"ReLU, Flatten, Dense({size})");
        yield return Declaration.Of("FlattenedConvolution", "3, 5, 5", "Conv(17, 3), Flatten, Dense(10)");
        yield return Declaration.Of("FlattenedPlanes", "3, 5, 18", "Conv(4, 3), ReLU, Flatten, Dense(10)");
        yield return Declaration.Of("FlattenedAtTheEnd", "3, 5, 7", "Conv(17, 3), Flatten");
        yield return Declaration.Of("FlattenedFirst", "3, 5, 7", "Flatten");
        yield return Declaration.Of("FlattenedInput", "2, 3, 5", "Flatten, Dense(4), ReLU, Dense(3)");
        yield return Declaration.Of("FlattenedInputDropped", "2, 3, 5", "Flatten, Dropout, Flatten, Sigmoid, Dense(3)");
        yield return Declaration.Of("FlattenedTwice", "2, 3, 16", "Conv(3, 1), Flatten, Flatten, ReLU");
        yield return Declaration.Of("FlattenedSequence", "3, 17", "Conv(5, 3), MaxPool(2), Flatten, Dense(4)");
    }
}
