namespace Unfurl;

/// <summary>Normalisation of each sample over all its numbers: y = w[c] (x - mean) / sqrt(var + epsilon) + b[c] (Ba, Kiros and Hinton 2016).</summary>
/// <remarks>
/// (C, H, W), (C, L) or (C), shape unchanged. Mean and biased variance are those of the whole sample: all features of a vector, all channels and pixels of a map. Training and use are
/// the same function. Scale and shift are one number per channel, so that they do not depend on the size of a map. Weights are <c>layernormN.weight</c> (starts at 1) and
/// <c>.bias</c> (0), each [C]. Source: Ba, Kiros and Hinton 2016. PyTorch: LayerNorm(C) for a vector; GroupNorm(1, C) for a map, where LayerNorm([C, H, W]) would learn a number
/// per pixel; ONNX: LayerNormalization, GroupNormalization.
/// </remarks>
[Reference(Family.Normalization, "Ba, Kiros and Hinton 2016", Formula = "w[c] * (x - mean) / sqrt(var + epsilon) + b[c], moments of the sample", Derivative = "dx = (w * dy - mean(w * dy) - xn * mean(w * dy * xn)) / s; dw[c] = sum of dy * xn; db[c] = sum of dy", PyTorch = "LayerNorm, of a map GroupNorm(1, C)", Onnx = "LayerNormalization")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance; greater than 0, default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether scale w and shift b are learned; default true. Without them y = (x - mean) / sqrt(var + epsilon).</summary>
    public bool Affine { get; set; } = true;
}
