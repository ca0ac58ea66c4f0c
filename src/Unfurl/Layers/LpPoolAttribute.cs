namespace Unfurl;

/// <summary>The p-norm of each window: y[c,i,j] = (sum over r,s of |x[c, i S + r - P, j S + s - P]|^p)^(1/p).</summary>
/// <remarks>
/// (C, H, W) to (C, H', W') with H' = floor((H + padding - kernel) / S) + 1. The stride is the kernel unless given; cells of the padding count as 0. The derivative is
/// sign(x) (|x| / y)^(p - 1), and 0 at 0. p = 1 sums sizes, p = 2 is the Euclidean norm, and a large p approaches the largest size. Source: ONNX LpPool. PyTorch LPPool2d
/// leaves out the |..|, so that they differ for an odd p.
/// </remarks>
[Reference(Family.Pooling, "Sermanet, Chintala and LeCun 2012", Formula = "(sum over w of |x[w]|^p)^(1/p)", Derivative = "dy * sign(x[w]) * (|x[w]| / y)^(p - 1), 0 at 0", Shape = "(C, H, W) to (C, H', W')", PyTorch = "LPPool2d, without the |..|", Onnx = "LpPool")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LpPoolAttribute : WindowAttribute
{
    /// <summary>Windows of <paramref name="kernel"/> cells on both axes, at least 1.</summary>
    public LpPoolAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public LpPoolAttribute(object kernel)
        : base(kernel)
    {
    }

    /// <summary>The exponent, 0.01 to 100; default 2, as in ONNX. |x|^p has to stay below 1e38.</summary>
    public double P { get; set; } = 2;

    /// <summary>Round output sizes up, so that the last window may reach past the end; default false.</summary>
    public bool Ceiling { get; set; }
}
