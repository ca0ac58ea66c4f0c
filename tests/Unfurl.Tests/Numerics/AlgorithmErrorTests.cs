using Unfurl.Tests.Interpreter;
using Unfurl.Generator;

namespace Unfurl.Tests.Numerics;

/// <summary>The errors that the layer table states, against double precision on random numbers.</summary>
public sealed class AlgorithmErrorTests
{
    // Stated is what the largest roundings would make of random numbers, and real ones are not that much smaller.
    private const double LeastShare = 0.02;

    private static readonly double s_epsilon = Math.ScaleB(1, -23);

    private static readonly (string Input, string Layers, string Algorithms)[] s_cases =
    [
        ("64, 9, 9", "Conv(32, 3)", "direct, blocked"),
        ("4, 11, 48", "Conv(4, 5)", "direct, planar"),
        ("8, 9, 48", "Conv(8, 3, Groups = 8)", "depthwise, planar"),
        ("32, 9, 9", "Conv(32, 3, Stride = 2, Groups = 32)", "depthwise, blocked"),
        ("64, 9, 9", "ConvTranspose(32, 3, Stride = 2)", "direct, blocked"),
        ("64, 8, 8", "AveragePool(2)", "direct"),
        ("32, 16, 16", "GlobalAveragePool", "direct"),
        ("700", "Dense(33)", "matrix product"),
        ("8, 14, 14", "Conv(64, 1), Conv(64, 3)", "direct, blocked; Winograd F(4x4,3x3)"),
        ("8, 14, 14", "Conv(256, 1), Conv(64, 3, Padding = 1)", "direct, blocked; Winograd F(4x4,3x3)"),
        ("8, 10, 10", "Conv(64, 1), Conv(64, 3)", "direct, blocked; Winograd F(2x2,3x3)"),
        ("8, 22, 22", "Conv(20, 1), Conv(32, 9)", "direct, blocked; FFT 16x16"),
        ("16, 18, 18", "Conv(16, 15, Padding = 7)", "FFT 32x32"),
    ];

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
        s_cases.Select((c, i) => Declaration.Of(Name(i), c.Input, c.Layers))));

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, s_cases.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void RandomNumbersLieBelowWhatIsStated(int number)
    {
        CompiledNetwork network = Networks.Value[Name(number)];
        INetwork instance = network.Create().Network;
        LayerInfo[] layers = [.. instance.Info];
        Assert.Equal(s_cases[number].Algorithms, string.Join("; ", layers.Select(l => l.Algorithm)));
        Assert.All(layers, l => Assert.True(l.Error > 0));

        // Errors of layers one behind the other are independent: their squares add up.
        double stated = Math.Sqrt(layers.Sum(l => l.Error * l.Error));
        double measured = Measure(network, instance, samples: 7) / s_epsilon;
        TestContext.Current.TestOutputHelper?.WriteLine($"{s_cases[number]}: stated {stated:F2}, measured {measured:F2}");
        Assert.InRange(measured, LeastShare * stated, stated);
    }

    [Fact]
    public void NothingIsStatedWhereNothingIsSummed() => Assert.All(
        [.. CompiledNetworks.Of([Declaration.Of("Quiet", "4, 6, 6", "ReLU, MaxPool(2), Flatten")])["Quiet"].Create().Network.Info],
        l => Assert.Equal(("", 0), (l.Algorithm, l.Error)));

    private static string Name(int number) => FormattableString.Invariant($"Case{number}");

    private static double Measure(CompiledNetwork network, INetwork instance, int samples)
    {
        var random = new Random(3);
        foreach (ref float weight in instance.Weights.Values)
            weight = (random.NextSingle() * 2) - 1;
        instance.Weights.MarkChanged();
        float[] input = Numbers.Draw(random, samples * instance.InputLength), output = new float[samples * instance.OutputLength];
        instance.Forward(input, output);
        var exact = new GraphRun(network.Graph, samples);
        exact.Give<float>(network.Graph.Samples.Single().Name, input);
        foreach (ParameterInfo tensor in instance.Weights.Table)
            exact.Give<float>(tensor.Key, instance.Weights[tensor.Key]);
        exact.Run(Section.Forward);
        double[] expected = exact.Output();
        return Math.Sqrt(expected.Zip(output, (e, y) => (e - y) * (e - y)).Sum() / expected.Sum(e => e * e));
    }
}
