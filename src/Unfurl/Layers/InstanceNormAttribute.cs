namespace Unfurl;

/// <summary>Normalisation of each channel of each sample over its pixels: y = (x - mean[c]) / sqrt(var[c] + epsilon) (Ulyanov 2016).</summary>
/// <remarks>
/// (C, H, W) or (C, L), shape unchanged, with at least two pixels. Mean and biased variance are those of one channel of one sample: training and use are the same function. With
/// <see cref="Affine"/> weights are <c>instancenormN.weight</c> (starts at 1) and <c>.bias</c> (0), each [C]. Source: Ulyanov, Vedaldi and Lempitsky 2016. PyTorch: InstanceNorm2d,
/// InstanceNorm1d (affine=False and without running statistics, its defaults); ONNX: InstanceNormalization, whose scale and shift are not optional.
/// </remarks>
[Reference(Family.Normalization, "Ulyanov, Vedaldi and Lempitsky 2016", Formula = "(x - mean[c]) / sqrt(var[c] + epsilon), moments of a channel of the sample", Derivative = "dx = (dy - mean(dy) - xn * mean(dy * xn)) / s", PyTorch = "InstanceNorm2d", Onnx = "InstanceNormalization")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InstanceNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance; greater than 0, default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether the result is multiplied by a learned w[c] and moved by a learned b[c]; default false, as in PyTorch.</summary>
    public bool Affine { get; set; }
}
