namespace Unfurl;

/// <summary>Convolution over (C, H, W) or (C, L): y[o,i,j] = b[o] + sum over c,r,s of w[o,c,r,s] x[c, i S + r D - P, j S + s D - P].</summary>
/// <remarks>
/// Output size floor((n + padding - D (k - 1) - 1) / S) + 1; padding is with zeros. Weights are [channels, C, kernel height,
/// kernel width] ([channels, C, kernel] for a sequence) under <c>convN.weight</c>, <c>convN.bias</c>. Both start uniform in
/// (-1/sqrt(fan in), 1/sqrt(fan in)). Names, defaults and initialisation follow PyTorch's Conv2d and Conv1d; padding
/// <see cref="Padding.Same"/> follows ONNX's SAME_UPPER.
/// </remarks>
/// <param name="channels">Output channels, at least 1.</param>
/// <param name="kernel">Kernel size on both axes, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConvAttribute(int channels, int kernel) : WindowAttribute(kernel)
{
    /// <summary>Output channels.</summary>
    public int Channels { get; } = channels;

    /// <summary>Distance between the cells a kernel reads, on both axes; default 1 (adjacent).</summary>
    public int Dilation { get; set; }

    /// <summary>Vertical dilation where it differs from <see cref="Dilation"/>.</summary>
    public int DilationHeight { get; set; }

    /// <summary>Horizontal dilation where it differs from <see cref="Dilation"/>.</summary>
    public int DilationWidth { get; set; }

    /// <summary>Whether a bias per output channel is added; default true.</summary>
    public bool Bias { get; set; } = true;
}
