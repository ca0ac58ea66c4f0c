namespace Unfurl.Tests.Numerics;

/// <summary>Transposed convolutions: strides from 1 to 3 with kernels smaller and larger, padding, output padding, dilation, groups.</summary>
public sealed class TransposedConvolutionTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 3);

    private static IEnumerable<Declaration> Declarations()
    {
        for (int stride = 1; stride <= 3; stride++)
        {
            for (int kernel = 1; kernel <= 5; kernel++)
            {
                int padding = kernel / 2, more = stride - 1;
                yield return Declaration.Of(
                    $"Stride{stride}Kernel{kernel}",
                    $"3, 4, {kernel + 3}",
                    $"ConvTranspose(17, {kernel}, Stride = {stride}), ConvTranspose(2, {kernel}, Stride = {stride}, Padding = {padding}, OutputPadding = {more}), ConvTranspose(5, {kernel}, Padding = {padding})");
            }
        }

        yield return Declaration.Of("Widths", "2, 2, 3", "ConvTranspose(3, 2, StrideHeight = 1, StrideWidth = 2), ConvTranspose(4, 3, StrideWidth = 3, Padding = 1, OutputPaddingWidth = 1), ConvTranspose(2, 2, StrideHeight = 2)");
        yield return Declaration.Of("Planes", "2, 3, 16", "ConvTranspose(3, 3, Padding = 1), ConvTranspose(2, 4), ConvTranspose(3, 5, Padding = 2, PaddingRight = 0)");
        yield return Declaration.Of("Blocks", "32, 4, 5", "ConvTranspose(48, 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU, ConvTranspose(16, 2, Stride = 2)");
        yield return Declaration.Of("Same", "3, 5, 6", "ConvTranspose(4, 3, Stride = 2, Padding = Padding.Same), ConvTranspose(16, 2, Stride = 3, Padding = Padding.Same), ConvTranspose(2, 4, Padding = Padding.Same)");
        yield return Declaration.Of("Dilations", "3, 4, 5", "ConvTranspose(4, 3, Dilation = 2), ConvTranspose(17, 2, Dilation = 3, Stride = 2, Padding = 1), ConvTranspose(3, 3, DilationHeight = 2, StrideWidth = 2, Padding = 2, OutputPaddingWidth = 1)");
        yield return Declaration.Of("Rectangles", "4, 3, 7", "ConvTranspose(5, 1, KernelHeight = 3, KernelWidth = 2, StrideHeight = 2, StrideWidth = 3, OutputPaddingHeight = 1), ConvTranspose(2, 1, KernelWidth = 5, PaddingLeft = 3, PaddingRight = 1)");
        yield return Declaration.Of("OutputPaddings", "2, 3, 3", "ConvTranspose(3, 2, Stride = 3, OutputPadding = 2), ConvTranspose(16, 1, Stride = 3, OutputPaddingHeight = 1, OutputPaddingWidth = 2)");
        yield return Declaration.Of("Gaps", "2, 2, 3", "ConvTranspose(3, 1, Stride = 3, Bias = false), HardSigmoid, ConvTranspose(17, 2, StrideWidth = 5), ReLU, ConvTranspose(16, 1, StrideHeight = 2, Bias = false), Sigmoid, ConvTranspose(2, 1, Stride = 2)");
        yield return Declaration.Of("Groups", "4, 3, 4", "ConvTranspose(6, 3, Stride = 2, Groups = 2), ConvTranspose(24, 2, Stride = 2, Groups = 3), ConvTranspose(12, 3, Padding = 1, Groups = 12)");
        yield return Declaration.Of("GroupsOfBlocks", "32, 3, 4", "ConvTranspose(32, 3, Stride = 2, Padding = 1, Groups = 2), ConvTranspose(32, 2, Stride = 2, Groups = 32, Bias = false), ConvTranspose(64, 1, Groups = 32)");
        yield return Declaration.Of("PlanarGroups", "4, 3, 16", "ConvTranspose(4, 3, Padding = 1, Groups = 4), ConvTranspose(8, 3, Padding = 1, Groups = 2), ConvTranspose(8, 3, StrideHeight = 2, Padding = 1, Groups = 8)");
        yield return Declaration.Of("Sequence", "3, 9", "ConvTranspose(5, 3, Stride = 2), ReLU, ConvTranspose(16, 4, Stride = 3, Padding = 2, OutputPadding = 1), ConvTranspose(3, 2, Dilation = 3)");
        yield return Declaration.Of("SequenceGroups", "6, 7", "ConvTranspose(6, 3, Stride = 2, Groups = 6), ConvTranspose(12, 2, Groups = 3, Bias = false)");
        yield return Declaration.Of("OnePixel", "5, 1, 1", "ConvTranspose(16, 4), ReLU, ConvTranspose(3, 4, Stride = 2, Padding = 1)", "MeanSquaredError");
        yield return Declaration.Of("Fused", "4, 3, 4", "ConvTranspose(17, 3, Stride = 2), Tanh, ConvTranspose(3, 2, Bias = false), Bent");
        yield return Declaration.Of("UNet", "3, 8, 8", "Conv(16, 3, Stride = 2, Padding = 1), ReLU, Conv(32, 3, Stride = 2, Padding = 1), ReLU, ConvTranspose(16, 2, Stride = 2), ReLU, ConvTranspose(2, 2, Stride = 2)", "CrossEntropy");
        yield return Declaration.Of("PaddingBeyondKernel", "2, 6, 7", "ConvTranspose(3, 2, Padding = 2), ConvTranspose(17, 3, Stride = 3, Padding = 4)");
    }
}
