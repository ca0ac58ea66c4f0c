namespace Unfurl.Tests.Numerics;

/// <summary>The same function in two declarations: same values, same gradients.</summary>
public sealed class ConvolutionEquivalenceTests
{
    private const int Samples = 3;

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of("PerPixel", "5, 3, 4", "Conv(18, 1)"),
        Declaration.Of("OfAPixel", "5", "Dense(18)"),
        Declaration.Of("Valid", "3, 4, 5", "Conv(6, 1, KernelHeight = 4, KernelWidth = 5)"),
        Declaration.Of("Flattened", "3, 4, 5", "Flatten, Dense(6)"),
        Declaration.Of("Padded", "3, 5, 7", "Conv(4, 3, Padding = 1, PaddingLeft = 2, PaddingMode = PaddingMode.Reflect)"),
        Declaration.Of("PadBefore", "3, 5, 7", "Pad(1, PaddingLeft = 2, Mode = PaddingMode.Reflect), Conv(4, 3)"),
        Declaration.Of("Zeros", "3, 5, 7", "Conv(4, 4, Padding = Padding.SameLower, Stride = 2)"),
        Declaration.Of("ZerosBefore", "3, 5, 7", "Pad(2, PaddingBottom = 1, PaddingRight = 1), Conv(4, 4, Stride = 2)"),
        Declaration.Of("Depthwise", "3, 5, 7", "DepthwiseConv(3, Multiplier = 2)"),
        Declaration.Of("Grouped", "3, 5, 7", "Conv(6, 3, Groups = 3)"),
        Declaration.Of("Flipped", "3, 5, 7", "Conv(4, 3, KernelHeight = 2, Flip = true)"),
        Declaration.Of("Unflipped", "3, 5, 7", "Conv(4, 3, KernelHeight = 2)"),
    ]));

    [Theory]
    [InlineData("Valid", "Flattened")]
    [InlineData("Padded", "PadBefore")]
    [InlineData("Zeros", "ZerosBefore")]
    [InlineData("Depthwise", "Grouped")]
    public void AreTheSame(string one, string other)
    {
        Trainable a = Networks.Value[one].Create(), b = Networks.Value[other].Create();
        a.Weights.Values.CopyTo(b.Weights.Values);
        float[] input = Numbers.Draw(new Random(1), Samples * a.Network.InputLength), slope = Numbers.Draw(new Random(2), Samples * a.Network.OutputLength);
        Passed first = Pass(a, input, slope), second = Pass(b, input, slope);
        Close(first.Output, second.Output, one + ", output");
        Close(first.InputGradient, second.InputGradient, one + ", input gradient");
        Close(first.Gradients, second.Gradients, one + ", gradients");
    }

    [Fact]
    public void AConvolutionOfOneCellIsDenseAtEveryPixel()
    {
        const int Pixels = 12, Inputs = 5, Outputs = 18;
        Trainable map = Networks.Value["PerPixel"].Create(), vector = Networks.Value["OfAPixel"].Create();
        map.Weights.Values.CopyTo(vector.Weights.Values);
        float[] input = Numbers.Draw(new Random(1), Samples * Inputs * Pixels), slope = Numbers.Draw(new Random(2), Samples * Outputs * Pixels);
        Passed maps = Pass(map, input, slope), pixels = Pass(vector, PixelsFirst(input, Inputs, Pixels), PixelsFirst(slope, Outputs, Pixels));
        Close(PixelsFirst(maps.Output, Outputs, Pixels), pixels.Output, "output");
        Close(PixelsFirst(maps.InputGradient, Inputs, Pixels), pixels.InputGradient, "input gradient");
        Close(maps.Gradients, pixels.Gradients, "gradients");
    }

    [Fact]
    public void FlippingIsReadingTheWeightsFromTheirEnd()
    {
        const int Cells = 6;
        Trainable flipped = Networks.Value["Flipped"].Create(), plain = Networks.Value["Unflipped"].Create();
        flipped.Weights["conv1.bias"].CopyTo(plain.Weights.Edit("conv1.bias"));
        Reversed(flipped.Weights["conv1.weight"], Cells).CopyTo(plain.Weights.Edit("conv1.weight"));
        float[] input = Numbers.Draw(new Random(1), Samples * flipped.Network.InputLength), slope = Numbers.Draw(new Random(2), Samples * flipped.Network.OutputLength);
        Passed one = Pass(flipped, input, slope), other = Pass(plain, input, slope);
        Close(one.Output, other.Output, "output");
        Close(one.InputGradient, other.InputGradient, "input gradient");
        Close(Reversed(flipped.Gradient("conv1.weight"), Cells), plain.Gradient("conv1.weight"), "gradient of the weights");
    }

    private static float[] Reversed(ReadOnlySpan<float> kernels, int cells) => [.. kernels.ToArray().Chunk(cells).SelectMany(k => k.Reverse())];

    // [sample][channel][pixel] to [sample][pixel][channel].
    private static float[] PixelsFirst(float[] maps, int channels, int pixels) =>
        [.. Enumerable.Range(0, maps.Length).Select(i => maps[(i / (channels * pixels) * channels * pixels) + (i % channels * pixels) + (i / channels % pixels)])];

    private static void Close(float[] expected, ReadOnlySpan<float> actual, string what) => Numbers.AssertClose(Array.ConvertAll(expected, x => (double)x), actual, what);

    private static Passed Pass(Trainable network, float[] input, float[] slope)
    {
        float[] output = new float[slope.Length], inputGradient = new float[input.Length];
        network.ForwardTraining(input, output);
        network.Backward(slope, inputGradient);
        return new Passed(output, inputGradient, network.Gradients.ToArray());
    }

    private sealed record Passed(float[] Output, float[] InputGradient, float[] Gradients);
}
