namespace Unfurl;

/// <summary>Largest value and mean of each window, mixed as the window itself says: y = g max + (1 - g) mean, where g = sigmoid(sum over r,s of w[r,s] x[c, i S + r - P, j S + s - P])
/// (Lee, Gallagher and Tu 2016).</summary>
/// <remarks>
/// (C, H, W) to (C, H', W') with H' = floor((H + padding - kernel) / S) + 1. The stride is the kernel unless given; cells of the padding are minus infinity to the largest value
/// and 0 to mean and gate. Learned is the mask w, kept under <c>gatedpoolN.gate</c> as [1, 1, kernel, kernel], or [C, 1, kernel, kernel] with <see cref="PerChannel"/>. It starts
/// at 0, where y is the mean of both. The kernel has at most 4096 cells. Source: Lee, Gallagher and Tu, Generalizing Pooling Functions in Convolutional Neural Networks, 2016.
/// PyTorch and ONNX have none.
/// </remarks>
[Reference(Family.Pooling, "Lee, Gallagher and Tu 2016", Formula = "g * max + (1 - g) * mean, g = sigmoid(sum over w of m[w] * x[w]), m learned", Derivative = "as of MixedPool, and with e = dy * (max - mean) * g * (1 - g): e * m[w] to each cell; dm[w] = sum of e * x[w]", Shape = "(C, H, W) to (C, H', W')")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GatedPoolAttribute : WindowAttribute
{
    /// <summary>Windows of <paramref name="kernel"/> cells on both axes, at least 1.</summary>
    public GatedPoolAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public GatedPoolAttribute(object kernel)
        : base(kernel)
    {
    }

    /// <summary>Whether each channel has a mask of its own; default false, one for the layer.</summary>
    public bool PerChannel { get; set; }

    /// <summary>Whether cells of the padding count in the divisor of the mean; default true, as in PyTorch's AvgPool2d (ONNX: false).</summary>
    public bool CountPadding { get; set; } = true;


    /// <summary>Round output sizes up, so that the last window may reach past the end; default false.</summary>
    public bool Ceiling { get; set; }
}
