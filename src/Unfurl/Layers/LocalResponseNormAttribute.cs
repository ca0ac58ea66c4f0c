namespace Unfurl;

/// <summary>Local response normalisation across channels: y[c] = x[c] / (k + alpha / size * sum over the window of x[c']^2)^beta
/// (Krizhevsky 2012).</summary>
/// <remarks>The window is the <c>size</c> channels c - floor((size-1)/2) to c + ceil((size-1)/2) that exist. Alpha is divided by the size, as PyTorch
/// LocalResponseNorm and ONNX LRN do; they differ for even sizes, where this follows ONNX.</remarks>
[Reference(Family.Normalization, "Krizhevsky, Sutskever and Hinton 2012", Formula = "x[c] / d[c]^beta, d[c] = k + alpha / size * sum over the window of x[c']^2", Derivative = "dx[c] = dy[c] / d[c]^beta - 2 * alpha * beta / size * x[c] * sum over the c' whose window holds c of dy[c'] * y[c'] / d[c']", PyTorch = "LocalResponseNorm", Onnx = "LRN")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LocalResponseNormAttribute : LayerAttribute
{
    /// <summary>A window of <paramref name="size"/> channels, at least 1.</summary>
    public LocalResponseNormAttribute(int size) => Size = size;

    /// <summary>Inside a block: <paramref name="size"/> may be the name of a parameter or an expression.</summary>
    public LocalResponseNormAttribute(object size) => Size = size as int? ?? 0;

    /// <summary>Channels in the window; 0 where it follows from a block's parameters.</summary>
    public int Size { get; }

    /// <summary>Factor of the mean square; default 1e-4.</summary>
    public double Alpha { get; set; } = 1e-4;

    /// <summary>The exponent; default 0.75.</summary>
    public double Beta { get; set; } = 0.75;

    /// <summary>What the mean square is added to, greater than 0; default 1 (k in the paper).</summary>
    public double K { get; set; } = 1;
}
