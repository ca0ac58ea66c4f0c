namespace Unfurl.Tests.Numerics;

/// <summary>What convolutions can be told beside sizes, and the layers that pad, upsample and broadcast; vectors along the channels and along the width.</summary>
public sealed class ConvolutionOptionTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 3);

    private static IEnumerable<Declaration> Declarations() => Paddings().Concat(Kernels()).Concat(Layers());

    private static IEnumerable<Declaration> Paddings()
    {
        foreach (string mode in new[] { "Reflect", "Replicate", "Circular" })
        {
            string options = $"PaddingMode = PaddingMode.{mode}";
            yield return Declaration.Of(
                "Wide" + mode, "3, 5, 18", $"Conv(4, 3, Padding = 1, {options}), ReLU, Conv(2, 5, Padding = Padding.Same, {options}), Conv(3, 2, PaddingTop = 2, PaddingRight = 3, {options})");
            yield return Declaration.Of(
                "Deep" + mode, "17, 7, 6", $"Conv(16, 3, Padding = 1, Stride = 2, {options}), Conv(32, 3, Dilation = 2, Padding = 2, {options}), DepthwiseConv(2, Padding = Padding.SameLower, {options})");
            yield return Declaration.Of("Sequence" + mode, "3, 9", $"Conv(4, 3, Padding = 2, {options}), Conv(16, 4, Padding = Padding.Same, Stride = 2, {options})");
        }

        yield return Declaration.Of("Farthest", "2, 3, 4", "Conv(2, 5, Padding = 2, PaddingMode = PaddingMode.Reflect), Conv(2, 7, Padding = 3, PaddingMode = PaddingMode.Circular), Conv(2, 9, Padding = 7, PaddingMode = PaddingMode.Replicate)");
        yield return Declaration.Of("OnePixel", "2, 1, 1", "Conv(3, 3, Padding = 1, PaddingMode = PaddingMode.Circular), Conv(2, 3, Padding = 2, PaddingMode = PaddingMode.Replicate)");
        yield return Declaration.Of("SameLower", "3, 7, 16", "Conv(4, 2, Padding = Padding.SameLower), Conv(3, 4, Padding = Padding.SameLower, Stride = 2), MaxPool(2, Stride = 1, Padding = Padding.SameLower), ConvTranspose(4, 4, Stride = 3, Padding = Padding.SameLower)");
    }

    private static IEnumerable<Declaration> Kernels()
    {
        yield return Declaration.Of("FlippedWide", "2, 7, 18", "Conv(3, 3, Padding = 1, Flip = true), Tanh, Conv(2, 5, Flip = true, Padding = Padding.Same, Bias = false), Conv(4, 3, StrideHeight = 2, StrideWidth = 1, DilationWidth = 2, Flip = true)");
        yield return Declaration.Of("FlippedDeep", "16, 7, 6", "Conv(17, 3, Padding = 1, Flip = true), Conv(16, 4, Stride = 2, Padding = 2, Flip = true), Conv(32, 2, Dilation = 2, Stride = 3, Padding = 1, Flip = true)");
        yield return Declaration.Of("FlippedGroups", "6, 5, 7", "Conv(12, 3, Padding = 1, Groups = 3, Flip = true), DepthwiseConv(3, Multiplier = 2, Flip = true, Padding = 1), Conv(6, 1, KernelHeight = 2, KernelWidth = 3, Flip = true)");
        yield return Declaration.Of("FlippedSequence", "3, 17", "Conv(4, 5, Padding = 2, Flip = true), Conv(16, 3, Stride = 2, Flip = true)");
        yield return Declaration.Of("FlippedLarge", "1, 9, 17", "Conv(2, 9, Padding = Padding.Same, Flip = true), DepthwiseConv(7, Padding = 3, Flip = true)");
        yield return Declaration.Of("Multipliers", "5, 6, 17", "DepthwiseConv(3, Padding = 1, Multiplier = 3), DepthwiseConv(2, Stride = 2, Bias = false), Conv(16, 1), DepthwiseConv(3, Dilation = 2, Padding = 2, Multiplier = 2)");
        yield return Declaration.Of("MultiplierOfSequence", "4, 12", "DepthwiseConv(3, Multiplier = 4), DepthwiseConv(5, Stride = 2, Padding = 2)");
        yield return Declaration.Of("OutputPaddings", "3, 4, 5", "ConvTranspose(4, 3, Dilation = 3, OutputPadding = 2), ConvTranspose(16, 2, Stride = 2, Dilation = 5, OutputPadding = 4, Padding = 1), ConvTranspose(2, 2, StrideWidth = 2, DilationHeight = 3, OutputPaddingHeight = 2, OutputPaddingWidth = 1, Padding = 2)");
        yield return Declaration.Of("OutputPaddingOfSequence", "2, 17", "ConvTranspose(3, 3, Dilation = 2, OutputPadding = 1), ConvTranspose(17, 2, Dilation = 4, Stride = 2, OutputPadding = 3)");
    }

    private static IEnumerable<Declaration> Layers()
    {
        yield return Declaration.Of("Pads", "3, 5, 17", "Pad(1), Conv(2, 3), Pad(0, PaddingLeft = 2, PaddingBottom = 3, Value = -1.5), Tanh, Pad(2, Mode = PaddingMode.Reflect), Pad(-1), Pad(1, PaddingTop = -2, PaddingRight = -3)");
        yield return Declaration.Of("DeepPads", "17, 6, 7", "Pad(-1, PaddingRight = 2, Mode = PaddingMode.Circular), Conv(16, 2), Pad(1, PaddingTop = -1, Mode = PaddingMode.Replicate), Conv(18, 2), Pad(1, Value = 0.5), Pad(0, PaddingLeft = -2, PaddingRight = 3, Mode = PaddingMode.Reflect)");
        yield return Declaration.Of("PadFirst", "2, 6", "Pad(3, Mode = PaddingMode.Reflect), Pad(0, PaddingLeft = -4), Pad(2, PaddingRight = 0, Value = 3)", "MeanSquaredError");
        yield return Declaration.Of("PadInBranches", "16, 4, 4", "Branch, Conv(16, 3), Pad(1, Mode = PaddingMode.Replicate), Branch, Pad(1), Conv(16, 3), Branch, Upsample(2), MaxPool(2), Concat, Conv(4, 1)");
        yield return Declaration.Of("Upsamples", "3, 4, 5", "Upsample(2), Conv(4, 3, Padding = 1), ReLU, Upsample(1, ScaleHeight = 3), Conv(17, 1), Upsample(3, ScaleHeight = 1), Conv(2, 3), Upsample(1)");
        yield return Declaration.Of("UpsampledSequence", "18, 5", "Upsample(3), Conv(3, 3), Upsample(2)", "CrossEntropy");
        foreach (int channels in new[] { 3, 17 })
        {
            yield return new Declaration($"Broadcasts{channels}", $$"""
                [Network]
                [Input("map", {{channels}}, 4, 18), Input("gate", {{channels}}, 1, 1), Input("mask", 1, 4, 18), Input("row", 1, 1, 18), Input("column", {{channels}}, 4, 1), Input("one", 1, 1, 1), Input("bias", {{channels}})]
                [Multiply(From = "map, mask"), Add(From = "row"), Subtract(From = "column"), Multiply(From = "one"), Subtract(From = "multiply2, gate, bias"), Conv({{channels}}, 1)]
                [Subtract(From = "row, column"), Add(From = "gate"), Multiply(From = "conv1"), Conv(2, 1)]
                public partial class Broadcasts{{channels}};
                """);
        }

        yield return Declaration.Of("Differences", "5, 6", "Branch, Conv(5, 3, Padding = 1), Branch, Branch, GlobalAveragePool, Subtract, Tanh", "MeanSquaredError");
    }
}
