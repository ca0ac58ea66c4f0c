namespace Unfurl;

/// <summary>Depthwise convolution over (C, H, W) or (C, L), each channel by kernels of its own, m of them: y[o,i,j] = b[o] + sum over r,s of
/// w[o,r,s] x[o / m, i S + r D - P, j S + s D - P].</summary>
/// <remarks>
/// To C m channels, m being the <see cref="Multiplier"/>; sizes as of <see cref="ConvAttribute"/>. Weights are [C m, 1, kernel height, kernel width] ([C m, 1,
/// kernel] for a sequence) under <c>depthwiseconvN.weight</c>, <c>depthwiseconvN.bias</c>, uniform in (-1/sqrt(kernel cells), 1/sqrt(kernel cells)). The same as
/// <c>[Conv(C * m, kernel, Groups = C)]</c>, with the channels taken from the input; followed by <c>[Conv(n, 1)]</c> it is a depthwise separable convolution
/// (Howard et al. 2017, MobileNets). PyTorch: Conv2d and Conv1d with <c>groups=C</c>. ONNX: Conv with group = C. Keras: DepthwiseConv2D.
/// </remarks>
[Reference(Family.Convolution, "Sifre 2014, Howard et al. 2017", Formula = "b[o] + sum over r,s of w[o,r,s] * x[o / m, i*S + r*D - P, j*S + s*D - P]", Derivative = "as of Conv, without the sum over channels", Shape = "(C, H, W) to (C * m, H', W')", PyTorch = "Conv2d(groups=C)", Onnx = "Conv, group = C")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DepthwiseConvAttribute : ConvolutionAttribute
{
    /// <summary>With kernels of that size on both axes, at least 1.</summary>
    public DepthwiseConvAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public DepthwiseConvAttribute(object kernel)
        : base(kernel)
    {
    }

    /// <summary>Kernels for each channel, the depth multiplier: channel o reads input channel o / Multiplier. At least 1, default 1.</summary>
    public int Multiplier { get; set; } = 1;
}
