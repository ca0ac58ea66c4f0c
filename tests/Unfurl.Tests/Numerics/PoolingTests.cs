using Unfurl.Generator;
using Unfurl.Tests.Interpreter;

namespace Unfurl.Tests.Numerics;

/// <summary>Pooling at all sizes: strides, padding, dilation, both roundings, both divisors.</summary>
public sealed class PoolingTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 5, 2);

    // Planes and blocks, padded, dilated, rounded up, of rows alone.
    [Theory]
    [InlineData("MaxWidth1")]
    [InlineData("MaxWidth16")]
    [InlineData("MaxChannels16")]
    [InlineData("MaxChannels17")]
    [InlineData("MaxDilated")]
    [InlineData("MaxSame")]
    [InlineData("MaxRectangle")]
    [InlineData("MaxCeiling")]
    [InlineData("MaxCeilingDrops")]
    public void OfEqualCellsTheFirstInRowOrderTakesTheGradient(string name) => Comparison.CheckTies(Networks.Value[name], 2);

    [Theory]
    [InlineData("MaxWidth16")]
    [InlineData("MaxChannels17")]
    [InlineData("MaxDilated")]
    public void NaNIsSeenAndInfinitiesAreNumbers(string name)
    {
        CompiledNetwork network = Networks.Value[name];
        float[] input = Numbers.Draw(new Random(2), network.Graph.Inputs[0].Shape.Length), output = new float[network.Graph.Outputs.Single().Value.Shape.Length];
        for (int i = 0; i < input.Length; i++)
            input[i] = (i % 23) switch { 3 => float.NaN, 7 => float.PositiveInfinity, 11 => 0, > 11 => float.NegativeInfinity, _ => input[i] };
        network.Create().Forward(input, output);
        var run = new GraphRun(network.Graph, samples: 1);
        run.Give<float>("input", input);
        run.Run(Section.Forward);
        Assert.Equal(Array.ConvertAll(run.Output(), x => (float)x), output);
    }

    private static IEnumerable<Declaration> Declarations()
    {
        foreach ((int size, int i) in Sizes.All.Select((size, i) => (size, i)))
        {
            int other = Sizes.All[(i * 4 + 1) % Sizes.All.Length], stride = i % 3 + 1;
            string ceiling = i % 2 == 0 ? ", Ceiling = true" : "", count = i % 4 < 2 ? ", CountPadding = false" : "";
            yield return Declaration.Of($"MaxWidth{size}", $"{other}, 5, {size}", $"MaxPool(3, Stride = {stride}, Padding = 1{ceiling})");
            yield return Declaration.Of($"MaxChannels{size}", $"{size}, 4, {other}", $"MaxPool(2, Stride = {stride}, Padding = 1{ceiling})");
            yield return Declaration.Of($"AverageWidth{size}", $"{other}, 5, {size}", $"AveragePool(3, Stride = {stride}, Padding = 1{ceiling}{count})");
            yield return Declaration.Of($"AverageChannels{size}", $"{size}, 4, {other}", $"AveragePool(2, Stride = {stride}, Padding = 1{ceiling}{count})");
            yield return Declaration.Of($"Global{size}", $"{other}, 3, {size}", "GlobalAveragePool");
        }

        yield return Declaration.Of("MaxDilated", "3, 9, 16", "MaxPool(3, Stride = 1, Dilation = 2, Padding = 2), MaxPool(2, Stride = 2, Dilation = 3)");
        yield return Declaration.Of("MaxSame", "17, 9, 8", "MaxPool(3, Stride = 1, Padding = Padding.Same), MaxPool(2, Padding = Padding.Same), MaxPool(3, Stride = 2, Padding = Padding.Same)");
        yield return Declaration.Of("MaxRectangle", "3, 9, 17", "MaxPool(2, KernelWidth = 3, StrideHeight = 1, StrideWidth = 2), MaxPool(1, KernelHeight = 3, PaddingTop = 2, PaddingBottom = 1)");
        yield return Declaration.Of("MaxCeiling", "2, 8, 16", "MaxPool(3, Stride = 2, Ceiling = true), MaxPool(2, Stride = 3, Ceiling = true)");
        yield return Declaration.Of("MaxCeilingDrops", "16, 7, 7", "MaxPool(3, Stride = 3, Padding = 1, Ceiling = true), MaxPool(2, Stride = 3, Ceiling = true)");
        yield return Declaration.Of("AverageCeiling", "2, 8, 16", "AveragePool(3, Stride = 2, Ceiling = true), AveragePool(2, Stride = 3, Ceiling = true, CountPadding = false)");
        yield return Declaration.Of("AverageCeilingPadded", "16, 8, 7", "AveragePool(4, Stride = 3, PaddingTop = 2, PaddingLeft = 3, Ceiling = true), AveragePool(2, Stride = 3, Padding = 1, Ceiling = true)");
        yield return Declaration.Of("AverageSame", "16, 5, 6", "AveragePool(2, Stride = 1, Padding = Padding.Same), AveragePool(3, Stride = 2, Padding = Padding.Same, CountPadding = false)");
        yield return Declaration.Of("Sequence", "3, 33", "MaxPool(3, Stride = 2, Padding = 1), AveragePool(2), AveragePool(3, Stride = 1, Padding = 1, CountPadding = false), GlobalAveragePool");
        yield return Declaration.Of("BetweenConvolutions", "2, 12, 16", "Conv(6, 3, Padding = 1), ReLU, MaxPool(2), Conv(16, 3, Padding = 1), AveragePool(3, Stride = 2, Padding = 1), Conv(5, 1), GlobalAveragePool");
        yield return Declaration.Of("WholeMap", "3, 7, 7", "AveragePool(7), MaxPool(1)");
    }
}
