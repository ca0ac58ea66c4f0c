namespace Unfurl;

/// <summary>A layer that multiplies windows of its input with kernels that it learns.</summary>
public abstract class ConvolutionAttribute : WindowAttribute
{
    private protected ConvolutionAttribute(object kernel)
        : base(kernel)
    {
    }

    /// <summary>Distance between the cells a kernel reads, on both axes; default 1 (adjacent).</summary>
    public int Dilation { get; set; }

    /// <summary>Vertical dilation where it differs from <see cref="Dilation"/>.</summary>
    public int DilationHeight { get; set; }

    /// <summary>Horizontal dilation where it differs from <see cref="Dilation"/>.</summary>
    public int DilationWidth { get; set; }

    /// <summary>What the cells of the padding hold; default zeros. Reflected, the padding is less than the input's size; circular, at most the size.</summary>
    public PaddingMode PaddingMode { get; set; }

    /// <summary>Whether kernels are read from their end, w[o,c,k-1-r,k-1-s]: convolution as mathematics and signal processing define it, where a layer's is, strictly
    /// speaking, a cross-correlation. Weights keep their order in files. Default false, as PyTorch and ONNX, which have no such option.</summary>
    public bool Flip { get; set; }

    /// <summary>Whether a bias per output channel is added; default true.</summary>
    public bool Bias { get; set; } = true;
}
