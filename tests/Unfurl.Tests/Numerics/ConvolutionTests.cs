namespace Unfurl.Tests.Numerics;

/// <summary>Convolutions at all sizes, with vectors along the channels and along the width.</summary>
/// <remarks>Chains of layers: in one class the kernels are shared, and the text Roslyn has to compile is what these tests cost. The gradient of
/// each layer's weights tells which one is wrong.</remarks>
public sealed class ConvolutionTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 5, 2);

    private static IEnumerable<Declaration> Declarations() => Chains().Concat(Windows()).Concat(Sequences());

    // Over maps of each width six channel counts, so that every count meets six widths.
    private static IEnumerable<Declaration> Chains()
    {
        foreach ((int width, int i) in Sizes.All.Select((size, i) => (size, i)))
        {
            int kernel = i % 3 + 1, height = width > 9 ? i % 3 + 2 : Sizes.All[(i * 5 + 2) % 6];
            IEnumerable<int> channels = Enumerable.Range(0, 6).Select(c => Sizes.All[(c * 4 + i) % Sizes.All.Length]);
            yield return Declaration.Of(
                $"Width{width}",
                $"{Sizes.All[i]}, {height}, {width}",
                string.Join(", ", channels.Select(c => $"Conv({c}, {kernel}, Padding = Padding.Same)")));
        }

        yield return Declaration.Of("Shrinking", "2, 2, 33", string.Join(", ", new[] { (3, 1), (3, 7), (2, 1), (2, 1), (3, 3), (2, 1), (2, 1), (3, 2), (2, 1), (2, 1) }
            .Select(k => $"Conv(3, 1, KernelWidth = {k.Item1}, DilationWidth = {k.Item2})")));
        yield return Declaration.Of("Growing", "3, 1, 1", string.Join(", ", new[] { 0, 0, 3, 0, 0, 5, 0, 0, 13, 1 }
            .Select(p => $"Conv({p % 3 + 1}, 1, KernelWidth = 2, PaddingLeft = 1, PaddingRight = {p})")));
    }

    private static IEnumerable<Declaration> Windows()
    {
        yield return Declaration.Of("Strides2", "3, 33, 31", "Conv(7, 3, Stride = 2, Padding = 1), Conv(16, 3, Stride = 2, Padding = Padding.Same), Conv(9, 2, Stride = 2), Conv(17, 4, Stride = 2, Padding = 1)");
        yield return Declaration.Of("Strides3", "2, 31, 33", "Conv(8, 5, Stride = 3, Padding = 2), Conv(17, 3, Stride = 3, Padding = Padding.Same), Conv(3, 2, Stride = 3, Padding = 1)");
        yield return Declaration.Of("StrideBeyondKernel", "3, 9, 9", "Conv(16, 1, Stride = 2), Conv(15, 2, Stride = 3)");
        yield return Declaration.Of("RowStrides", "3, 15, 16", "Conv(3, 1, StrideHeight = 3, StrideWidth = 1), Conv(2, 3, StrideHeight = 2, StrideWidth = 1, Padding = 1)");
        yield return Declaration.Of("ColumnStrides", "3, 4, 33", "Conv(3, 3, StrideWidth = 2), Conv(2, 3, StrideHeight = 1, StrideWidth = 3, Padding = 1)");
        yield return Declaration.Of("Dilations", "3, 11, 16", "Conv(4, 3, Dilation = 2, Padding = 2), Conv(16, 3, Dilation = 3, Padding = 3), Conv(17, 2, Dilation = 3)");
        yield return Declaration.Of("StridedDilations", "2, 16, 17", "Conv(15, 3, Dilation = 2, Stride = 2, Padding = 2), Conv(16, 3, Dilation = 3, Stride = 2, Padding = 4), Conv(3, 2, Dilation = 2, Stride = 3, Padding = 1)");
        yield return Declaration.Of("DilatedRectangle", "4, 8, 16", "Conv(5, 1, KernelHeight = 4, KernelWidth = 2, StrideHeight = 2, DilationHeight = 2, DilationWidth = 3)");
        yield return Declaration.Of("Rectangles", "15, 9, 9", "Conv(16, 1, KernelHeight = 2, KernelWidth = 5, StrideWidth = 3, DilationHeight = 3), Conv(3, 1, KernelHeight = 6)");
        yield return Declaration.Of("Valid", "3, 9, 17", "Conv(5, 3), Conv(32, 3), Conv(3, 5)");
        yield return Declaration.Of("ValidWide", "3, 9, 34", "Conv(5, 3), Conv(4, 1), Conv(2, 2), Conv(3, 6)");
        yield return Declaration.Of("Asymmetric", "2, 6, 16", "Conv(3, 3, PaddingTop = 2, PaddingBottom = 0, PaddingLeft = 1, PaddingRight = 3), Conv(2, 3, Padding = 1, PaddingRight = 0)");
        yield return Declaration.Of("AsymmetricChannels", "16, 6, 5", "Conv(17, 3, PaddingTop = 2, PaddingBottom = 0, PaddingLeft = 1, PaddingRight = 3), Conv(9, 3, StrideHeight = 3, StrideWidth = 2, PaddingLeft = 3, PaddingTop = 1)");
        yield return Declaration.Of("PaddingBeyondKernel", "2, 3, 4", "Conv(3, 2, Padding = 5), Conv(17, 1, Padding = 2), Conv(2, 1, Stride = 2, Padding = 3)");
        yield return Declaration.Of("EvenSame", "3, 9, 16", "Conv(4, 2, Padding = Padding.Same), Conv(16, 4, Padding = Padding.Same), Conv(3, 4, Padding = Padding.Same, Stride = 2)");
        yield return Declaration.Of("OnePixel", "5, 1, 1", "Conv(7, 3, Padding = 1), Conv(33, 1), Conv(2, 5, Padding = 2, Bias = false)");
        yield return Declaration.Of("NoBias", "3, 5, 16", "Conv(2, 3, Padding = 1, Bias = false), ReLU, Conv(16, 3, Bias = false), ReLU, Conv(15, 1, Bias = false)");
        yield return Declaration.Of("Stem", "3, 20, 20", "Conv(16, 7, Stride = 2, Padding = 3), ReLU");
        yield return Declaration.Of("LargeKernel", "1, 17, 17", "Conv(2, 17, Padding = Padding.Same)");
        yield return Declaration.Of("Blocks", "48, 5, 6", "Conv(64, 3, Padding = 1), ReLU, Conv(32, 1)");
        yield return Declaration.Of("Fused", "2, 5, 16", "Conv(3, 3, Padding = 1), ReLU, Conv(16, 1), Tanh, Conv(17, 2, Padding = 1), SiLU, Conv(3, 1), Bent, Sigmoid");
    }

    private static IEnumerable<Declaration> Sequences()
    {
        yield return Declaration.Of("Sequence", "3, 33", "Conv(4, 3), Conv(16, 5, Stride = 2, Padding = 2), Conv(7, 2, Dilation = 3, Padding = 3), Conv(33, 1)");
        yield return Declaration.Of("SequenceChannels", "17, 9", "Conv(31, 3, Padding = Padding.Same), ReLU, Conv(1, 3, Stride = 3, PaddingRight = 2)");
        yield return Declaration.Of("LongSequence", "1, 100", "Conv(2, 7, Padding = Padding.Same), Conv(3, 3, Dilation = 2, Stride = 2), Conv(8, 16)");
    }
}
