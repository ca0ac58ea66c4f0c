namespace Unfurl;

/// <summary>The largest value of each window: y[c,i,j] = max over r,s of x[c, i S + r - P, j S + s - P].</summary>
/// <remarks>The stride is the kernel unless given; cells of the padding count as minus infinity; a NaN in the window gives NaN. The gradient
/// goes to the first maximum in row order (PyTorch MaxPool2d).</remarks>
[Reference(Family.Pooling, "Yamaguchi et al. 1990", Formula = "max over w of x[w]", Derivative = "dy to the first of the largest", Shape = "(C, H, W) to (C, H', W')", PyTorch = "MaxPool2d", Onnx = "MaxPool")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxPoolAttribute : WindowAttribute
{
    /// <summary>Windows of <paramref name="kernel"/> cells on both axes, at least 1.</summary>
    public MaxPoolAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public MaxPoolAttribute(object kernel)
        : base(kernel)
    {
    }

    /// <summary>Distance between the cells a window reads; default 1.</summary>
    public int Dilation { get; set; }

    /// <summary>Vertical dilation where it differs from <see cref="Dilation"/>.</summary>
    public int DilationHeight { get; set; }

    /// <summary>Horizontal dilation where it differs from <see cref="Dilation"/>.</summary>
    public int DilationWidth { get; set; }

    /// <summary>Round output sizes up, so that the last window may reach past the end (PyTorch's ceil_mode; a window that would start in
    /// the end padding is dropped); default false.</summary>
    public bool Ceiling { get; set; }
}
