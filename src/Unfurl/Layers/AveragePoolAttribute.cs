namespace Unfurl;

/// <summary>The mean of each window: y[c,i,j] = 1/n sum over r,s of x[c, i S + r - P, j S + s - P].</summary>
/// <remarks>The stride is the kernel unless given. n counts the cells of the window inside the input, and those of the padding too when
/// <see cref="CountPadding"/>, never cells beyond the padding (PyTorch AvgPool2d).</remarks>
[Reference(Family.Pooling, "LeCun et al. 1990", Formula = "sum over w of x[w] / n", Derivative = "dy / n to each cell", Shape = "(C, H, W) to (C, H', W')", PyTorch = "AvgPool2d", Onnx = "AveragePool")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AveragePoolAttribute : WindowAttribute
{
    /// <summary>Windows of <paramref name="kernel"/> cells on both axes, at least 1.</summary>
    public AveragePoolAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public AveragePoolAttribute(object kernel)
        : base(kernel)
    {
    }

    /// <summary>Whether cells of the padding count in the divisor; default true, as in PyTorch (ONNX: false).</summary>
    public bool CountPadding { get; set; } = true;

    /// <summary>Round output sizes up, so that the last window may reach past the end; default false.</summary>
    public bool Ceiling { get; set; }
}
