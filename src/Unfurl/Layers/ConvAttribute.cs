namespace Unfurl;

/// <summary>Convolution over (C, H, W) or (C, L): y[o,i,j] = b[o] + sum over c,r,s of w[o,c,r,s] x[c, i S + r D - P, j S + s D - P].</summary>
/// <remarks>
/// Output size floor((n + padding - D (k - 1) - 1) / S) + 1. What the padding holds says <see cref="ConvolutionAttribute.PaddingMode"/>. Weights are [channels,
/// C / groups, kernel height, kernel width] ([channels, C / groups, kernel] for a sequence) under <c>convN.weight</c>, <c>convN.bias</c>. Both start uniform in
/// (-1/sqrt(fan in), 1/sqrt(fan in)). With <see cref="Groups"/> = g, each g-th of the outputs reads its own g-th of the inputs; g = C is a depthwise
/// convolution, see <see cref="DepthwiseConvAttribute"/>. <c>Stride = 2</c> compresses as pooling does, by weights that are learned. Names, defaults and
/// initialisation follow PyTorch's Conv2d and Conv1d; padding <see cref="Padding.Same"/> follows ONNX's SAME_UPPER. ONNX: Conv.
/// </remarks>
[Reference(Family.Convolution, "LeCun et al. 1989", Formula = "b[o] + sum over c,r,s of w[o,c,r,s] * x[c, i*S + r*D - P, j*S + s*D - P]", Derivative = "dx[c,p,q] = sum over o and the i,j,r,s that read p,q of w[o,c,r,s] * dy[o,i,j]; dw[o,c,r,s] = sum over i,j of dy[o,i,j] * x[c, i*S + r*D - P, j*S + s*D - P]; db[o] = sum of dy[o]", Shape = "(C, H, W) to (channels, H', W')", PyTorch = "Conv2d", Onnx = "Conv")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConvAttribute : ConvolutionAttribute
{
    /// <summary>A convolution to <paramref name="channels"/> channels with a kernel of that size on both axes, each at least 1.</summary>
    public ConvAttribute(int channels, int kernel)
        : base(kernel) => Channels = channels;

    /// <summary>Inside a block: numbers, names of parameters or expressions.</summary>
    public ConvAttribute(object channels, object kernel)
        : base(kernel) => Channels = channels as int? ?? 0;

    /// <summary>Output channels; 0 where they follow from a block's parameters.</summary>
    public int Channels { get; }

    /// <summary>Groups of channels that do not see each other; divides the input's and the output's channels, default 1.</summary>
    public int Groups { get; set; } = 1;
}
