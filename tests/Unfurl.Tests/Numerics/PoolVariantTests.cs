using Unfurl.Generator;

namespace Unfurl.Tests.Numerics;

/// <summary>Norms, windows of uneven sizes, pyramids of them, and whole maps.</summary>
public sealed class PoolVariantTests
{
    private static readonly string[] Powers = ["", ", P = 1", ", P = 3", ", P = 2.5", ", P = 0.7", ", P = 4", ", P = 1.5"];

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 5, 2);

    [Theory]
    [InlineData("AdaptiveWidth1")]
    [InlineData("AdaptiveWidth8")]
    [InlineData("AdaptiveWidth33")]
    [InlineData("Adaptive8")]
    [InlineData("Adaptive17")]
    [InlineData("GlobalTies")]
    [InlineData("GlobalPlaneTies")]
    [InlineData("PyramidTenToSix")]
    [InlineData("PyramidOrder")]
    [InlineData("FractionalTies")]
    public void OfEqualCellsTheFirstInRowOrderTakesTheGradient(string name) => Comparison.CheckTies(Networks.Value[name], 2);

    [Fact]
    public void OfEqualCellsOfTheWholeMapTheFirstTakesTheGradient()
    {
        Trainable network = Networks.Value["GlobalPlaneTies"].Create();
        float[] output = new float[2], gradient = new float[2 * 3 * 9];
        network.ForwardTraining(gradient, output);
        network.Backward([3, 4], gradient);
        Assert.Equal([(0, 3), (27, 4)], gradient.Select((d, i) => (i, d)).Where(g => g.d != 0));
    }

    // ceil and floor of kernel and stride, as the paper says it, give 4 windows here.
    [Fact]
    public void APyramidHasExactlyAsManyWindowsAsItSays() => Assert.Equal(3 * 6 * 6, Networks.Value["PyramidTenToSix"].Create().Network.OutputLength);

    [Fact]
    public void APyramidIsLevelAfterLevelAndWithinThemChannelAfterChannel()
    {
        Trainable network = Networks.Value["PyramidOrder"].Create();
        var output = new float[10];
        network.Forward([1, 2, 3, 4, -1, -2, -3, -4], output);
        Assert.Equal([1, 2, 3, 4, -1, -2, -3, -4, 4, -1], output);
    }

    // 0 is where a norm has a corner: no cell of such a window gets a gradient, and none is NaN.
    [Theory]
    [InlineData("LpWidth1")]
    [InlineData("LpWidth2")]
    [InlineData("LpWidth3")]
    [InlineData("LpWidth7")]
    [InlineData("LpWidth8")]
    public void ZerosHaveNoGradient(string name)
    {
        Trainable network = Networks.Value[name].Create();
        float[] input = new float[network.Network.InputLength], output = new float[network.Network.OutputLength], gradient = new float[input.Length];
        network.ForwardTraining(input, output);
        network.Backward(Numbers.Draw(new Random(3), output.Length), gradient);
        Assert.All(output, y => Assert.Equal(0, y));
        Assert.All(gradient, d => Assert.Equal(0, d));
    }

    [Theory]
    [InlineData(10, 6)]
    [InlineData(5, 3)]
    [InlineData(10, 4)]
    [InlineData(3, 5)]
    [InlineData(7, 1)]
    [InlineData(13, 12)]
    [InlineData(9, 6)]
    public void TheKernelOfAnAdaptiveAxisIsItsLargestWindow(int size, int outputs)
    {
        int largest = Enumerable.Range(0, outputs).Max(i => (((i + 1) * size) + outputs - 1) / outputs - (i * size / outputs));
        Assert.Equal(largest, AdaptiveAxis.Of(size, outputs).Kernel);
    }

    private static IEnumerable<Declaration> Declarations()
    {
        foreach ((int size, int i) in Sizes.All.Select((size, i) => (size, i)))
        {
            int other = Sizes.All[((i * 4) + 1) % Sizes.All.Length], stride = (i % 3) + 1;
            string ceiling = i % 2 == 0 ? ", Ceiling = true" : "", power = Powers[i % Powers.Length], maximum = i % 2 == 0 ? "AdaptiveMaxPool" : "AdaptiveAveragePool";
            yield return Declaration.Of($"LpWidth{size}", $"{other}, 5, {size}", $"LpPool(3, Stride = {stride}, Padding = 1{ceiling}{power})");
            yield return Declaration.Of($"Adaptive{size}", $"{size}, 7, {other}", $"{maximum}(3)");
            yield return Declaration.Of($"AdaptiveWidth{size}", $"2, 6, {size}", $"{maximum}(4, Width = 5)");
        }

        yield return Declaration.Of("LpWide", "3, 6, 33", "LpPool(2, P = 3), LpPool(3, Stride = 1)");
        yield return Declaration.Of("LpBlocked", "2, 6, 6", "Conv(17, 3, Padding = 1), LpPool(2, Stride = 1, P = 2.5), Conv(16, 1), GlobalLpPool(P = 3)");
        yield return Declaration.Of("GlobalNorm", "5, 7, 6", "GlobalLpPool");
        yield return Declaration.Of("GlobalLargest", "17, 3, 4", "GlobalMaxPool, Conv(3, 1)");
        yield return Declaration.Of("GlobalTies", "17, 3, 4", "GlobalMaxPool");
        yield return Declaration.Of("GlobalPlaneTies", "2, 3, 9", "GlobalMaxPool");
        yield return Declaration.Of("FractionalTies", "3, 9, 8", "FractionalMaxPool(1.4)");
        yield return Declaration.Of("Sequence", "3, 33", "LpPool(3, Stride = 2, Padding = 1), AdaptiveMaxPool(7), AdaptiveAveragePool(4), GlobalMaxPool");
        yield return Declaration.Of("Blocked", "2, 8, 8", "Conv(20, 3), Tanh, AdaptiveAveragePool(4), Conv(16, 1), AdaptiveMaxPool(3, Height = 4)");
        yield return Declaration.Of("PyramidOrder", "2, 2, 2", "SpatialPyramidPool(2, 1)");
        yield return Declaration.Of("PyramidTenToSix", "3, 10, 10", "SpatialPyramidPool(6)");
        yield return Declaration.Of("Pyramid", "2, 9, 7", "Conv(18, 3), ReLU, SpatialPyramidPool(4, 3, 2, 1), Dense(5)");
        yield return Declaration.Of("PyramidOfSequence", "3, 11", "SpatialPyramidPool(4, 1), Dense(3)");
    }
}
