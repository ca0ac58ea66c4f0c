namespace Unfurl;

/// <summary>Transposed convolution over (C, H, W) or (C, L), the gradient of a convolution as a layer: each input number adds the kernel, times itself, to
/// the output: y[o, i S + r D - P, j S + s D - P] += w[c,o,r,s] x[c,i,j], and b[o] everywhere.</summary>
/// <remarks>Output size (n - 1) S - padding + D (k - 1) + output padding + 1. Weights are [C, channels / groups, kernel height, kernel width] ([C, channels /
/// groups, kernel] for a sequence) under <c>convtransposeN.weight</c>, <c>.bias</c>. As PyTorch's ConvTranspose2d and ConvTranspose1d, initialisation
/// included. <see cref="Padding.Same"/> and <see cref="Padding.SameLower"/> give n S. ONNX: ConvTranspose.</remarks>
[Reference(Family.Convolution, "Zeiler et al. 2010", Formula = "b[o] + sum over c and those i,j,r,s with p = i*S + r*D - P, q = j*S + s*D - P of w[c,o,r,s] * x[c,i,j]", Derivative = "dx = the convolution of dy; dw[c,o,r,s] = sum over i,j of x[c,i,j] * dy[o, i*S + r*D - P, j*S + s*D - P]; db[o] = sum of dy[o]", Shape = "(C, H, W) to (channels, (H - 1) * S - padding + D * (k - 1) + 1 + output padding, ..)", PyTorch = "ConvTranspose2d", Onnx = "ConvTranspose")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConvTransposeAttribute : WindowAttribute
{
    /// <summary>To <paramref name="channels"/> channels with a kernel of that size on both axes, each at least 1.</summary>
    public ConvTransposeAttribute(int channels, int kernel)
        : base(kernel) => Channels = channels;

    /// <summary>Inside a block: numbers, names of parameters or expressions.</summary>
    public ConvTransposeAttribute(object channels, object kernel)
        : base(kernel) => Channels = channels as int? ?? 0;

    /// <summary>Output channels; 0 where they follow from a block's parameters.</summary>
    public int Channels { get; }

    /// <summary>Groups of channels that do not see each other; divides the input's and the output's channels, default 1.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Distance between the cells a kernel writes, on both axes; default 1 (adjacent).</summary>
    public int Dilation { get; set; }

    /// <summary>Vertical dilation where it differs from <see cref="Dilation"/>.</summary>
    public int DilationHeight { get; set; }

    /// <summary>Horizontal dilation where it differs from <see cref="Dilation"/>.</summary>
    public int DilationWidth { get; set; }

    /// <summary>Rows and columns added at the end of the output, less than the stride or less than the dilation; default 0.</summary>
    public int OutputPadding { get; set; }

    /// <summary>Rows added where they differ from <see cref="OutputPadding"/>.</summary>
    public int OutputPaddingHeight { get; set; }

    /// <summary>Columns added where they differ from <see cref="OutputPadding"/>.</summary>
    public int OutputPaddingWidth { get; set; }

    /// <summary>Whether a bias per output channel is added; default true.</summary>
    public bool Bias { get; set; } = true;
}
