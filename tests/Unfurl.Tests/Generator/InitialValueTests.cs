using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>Which activation a layer's start follows, and what is a network of SELUs.</summary>
public sealed class InitialValueTests
{
    // Of 6 cells of input: the numbers below are exact.
    private const string First = "Conv(4, 3, Init = Init.KaimingNormal)";

    private static readonly string[] LookedThrough =
    [
        "MaxPool(2)", "AveragePool(2)", "AdaptiveMaxPool(2)", "AdaptiveAveragePool(2)", "GlobalMaxPool", "GlobalAveragePool", "FractionalMaxPool(1.5)", "SpatialPyramidPool(2, 1)", "MixedPool(2)",
        "GatedPool(2)", "StochasticPool(2)", "Flatten", "Pad(1)", "Upsample(2)", "BatchNorm", "GroupNorm(2)", "LayerNorm", "InstanceNorm", "LocalResponseNorm(3)", "Dropout", "SpatialDropout",
        "AlphaDropout", "Branch, Branch, MaxPool(3, Stride = 1, Padding = 1), Concat", "Branch, Branch, GlobalAveragePool, Add", "MaxPool(2), BatchNorm, Dropout, Flatten",
        "Branch, Conv(3, 1), Branch, Concat",
    ];

    private static readonly string[] Other = ["Conv(4, 1)", "LpPool(2)", "Maxout(2)", "Softmax", "TreePool(2)", "Flatten, Dense(3)"];

    private static readonly (string Layers, string Key, string Distribution, double Bound)[] Selus =
    [
        ("Conv(4, 3), MaxPool(2), SELU, Flatten, Dense(10)", "conv1.weight", "Normal", 1 / 6.0),
        ("Conv(4, 3), MaxPool(2), SELU, Flatten, Dense(10)", "dense1.weight", "Normal", 1 / 6.0),
        ("Conv(4, 3), MaxPool(2), SELU, Flatten, Dense(10)", "dense1.bias", "Uniform", 0),
        ("Conv(4, 3), AlphaDropout, SELU, MaxPool(2), Flatten, Dense(10), LogSoftmax", "dense1.weight", "Normal", 1 / 6.0),
        ("Conv(4, 3), SELU, MaxPool(2), Conv(4, 1), ReLU, Flatten, Dense(10)", "conv1.weight", "Normal", 1 / 6.0),
        ("Conv(4, 3), SELU, MaxPool(2), Conv(4, 1), ReLU, Flatten, Dense(10)", "conv2.weight", "Uniform", 1 / 2.0),
        ("Conv(4, 3), SELU, MaxPool(2), Conv(4, 1), ReLU, Flatten, Dense(10)", "dense1.weight", "Uniform", 1 / 6.0),
        ("Conv(4, 3), MaxPool(2), Flatten, Dense(10)", "dense1.weight", "Uniform", 1 / 6.0),
    ];

    private static readonly Lazy<GeneratorRun> Run = new(() => GeneratorRun.Of(string.Join(
        "\n", All.Select((l, i) => $"[Network(4, 8, 8, Mode = NetworkMode.Inference)] [{l}] public partial class Net{i};"))));

    private static string[] All => [.. LookedThrough.Concat(Other).Select(l => $"{First}, {l}, ReLU"), .. Selus.Select(s => s.Layers).Distinct()];

    [Fact]
    public void TheActivationThatFollowsMayStandBehindWhatLeavesNumbersAlone()
    {
        Assert.All(LookedThrough, between => Assert.Equal(Math.Sqrt(2) / 6, Start($"{First}, {between}, ReLU", "conv1.weight").Bound, 1e-4));
        Assert.All(Other, between => Assert.Equal(1 / 6.0, Start($"{First}, {between}, ReLU", "conv1.weight").Bound, 1e-9));
    }

    [Fact]
    public void NetworksOfSelusStartAsLeCunSays() => Assert.All(Selus, expected =>
    {
        InitialValue start = Start(expected.Layers, expected.Key);
        Assert.Equal((expected.Distribution, Math.Round(expected.Bound, 9)), (start.Distribution, Math.Round(start.Bound, 9)));
    });

    private static InitialValue Start(string layers, string key)
    {
        Graph graph = NetworkChecker.Check(Run.Value.Spec($"Net{Array.IndexOf(All, layers)}")).Graph!;
        return new InitialValues(graph).Of(graph.Parameters.Select(p => p.Parameter!).Single(p => p.Key == key));
    }
}
