namespace Unfurl.Tests.Numerics;

/// <summary>Local response normalisation with windows of all kinds: a single channel, even, wider than the channels there are.</summary>
public sealed class LocalResponseNormTests
{
    private static readonly int[] Windows = [1, 3, 4, 5, 17];
    private static readonly string[] Constants = ["", "Alpha = 0.5, Beta = 0.6, K = 2", "Alpha = 1, Beta = 0.5", "Alpha = 0.3, Beta = 1, K = 0.7", "Alpha = 2, Beta = 2, K = 1.5", "Alpha = 0.5, Beta = -0.5", "Alpha = 0.1, Beta = 0"];

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 4, 2);

    private static IEnumerable<Declaration> Declarations()
    {
        foreach ((int size, int i) in Sizes.All.Select((size, i) => (size, i)))
        {
            int other = Sizes.All[((i * 4) + 1) % Sizes.All.Length];
            yield return Declaration.Of($"Channels{size}", $"{size}, 2, {other}", Layer(i));
            yield return Declaration.Of($"Vector{size}", $"{size}", Layer(i + 2));
        }

        foreach ((int window, int i) in Windows.Select((window, i) => (window, i)))
            yield return Declaration.Of($"Window{window}", "40, 3, 4", $"LocalResponseNorm({window}, {Constants[i + 1]})");
        yield return Declaration.Of("Sequence", "9, 17", "LocalResponseNorm(5, Alpha = 0.5), Conv(4, 3), LocalResponseNorm(3)");
        yield return Declaration.Of("AlexNet", "3, 13, 13", "Conv(20, 5, Stride = 2), ReLU, LocalResponseNorm(5, Alpha = 0.5, Beta = 0.75, K = 2), MaxPool(3, Stride = 2), Conv(6, 2), ReLU, LocalResponseNorm(5)", "CrossEntropy");
        yield return Declaration.Of("Planes", "3, 4, 16", "Conv(5, 3, Padding = 1), LocalResponseNorm(3, Alpha = 1), Conv(4, 3, Padding = 1), LocalResponseNorm(4, Alpha = 1), ReLU", "MeanSquaredError");
        yield return Declaration.Of("Twice", "18, 2, 3", "LocalResponseNorm(3, Alpha = 1), LocalResponseNorm(4, Alpha = 1), Tanh");
    }

    private static string Layer(int i) => $"LocalResponseNorm({Windows[i % Windows.Length]}{(Constants[i % Constants.Length] is { Length: > 0 } c ? ", " + c : "")})";
}
