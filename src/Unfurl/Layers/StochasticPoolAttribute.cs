namespace Unfurl;

/// <summary>While training, one cell of each window, drawn with probability x / sum of x over the window; otherwise the expectation, sum of x^2 / sum of x (Zeiler and Fergus
/// 2013).</summary>
/// <remarks>
/// (C, H, W) to (C, H', W') with H' = floor((H + padding - kernel) / S) + 1. The stride is the kernel unless given; cells of the padding are never drawn, and neither are negative
/// ones, which is why an input that can be negative is a warning (UNF0208). A window that sums to 0 gives 0. The gradient goes to the cell that was drawn; draws follow from the
/// training pass, as those of dropout. Source: Zeiler and Fergus 2013. PyTorch and ONNX have none.
/// </remarks>
[Reference(Family.Pooling, "Zeiler and Fergus 2013", Formula = "training: x[w] with probability x[w] / sum of x; else sum of x^2 / sum of x", Derivative = "dy to the cell that was drawn", Shape = "(C, H, W) to (C, H', W')")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class StochasticPoolAttribute : WindowAttribute
{
    /// <summary>Windows of <paramref name="kernel"/> cells on both axes, at least 1.</summary>
    public StochasticPoolAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public StochasticPoolAttribute(object kernel)
        : base(kernel)
    {
    }

    /// <summary>Round output sizes up, so that the last window may reach past the end; default false.</summary>
    public bool Ceiling { get; set; }
}
