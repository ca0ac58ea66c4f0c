namespace Unfurl;

/// <summary>The p-norm of each channel: y[c] = (sum over i,j of |x[c,i,j]|^p)^(1/p).</summary>
/// <remarks>(C, H, W) to (C, 1, 1), (C, L) to (C, 1). The derivative is sign(x) (|x| / y)^(p - 1), and 0 at 0. Source: ONNX GlobalLpPool; PyTorch has none.</remarks>
[Reference(Family.Pooling, "ONNX", Formula = "(sum over i,j of |x[c,i,j]|^p)^(1/p)", Derivative = "dy * sign(x) * (|x| / y)^(p - 1), 0 at 0", Shape = "(C, H, W) to (C, 1, 1)", Onnx = "GlobalLpPool")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalLpPoolAttribute : LayerAttribute
{
    /// <summary>The exponent, 0.01 to 100; default 2, as in ONNX. |x|^p has to stay below 1e38.</summary>
    public double P { get; set; } = 2;
}
