namespace Unfurl;

/// <summary>Normalisation of each sample over groups of channels: y = w[c] (x - mean) / sqrt(var + epsilon) + b[c] (Wu and He 2018).</summary>
/// <remarks>
/// (C, H, W), (C, L) or (C), shape unchanged. Mean and biased variance are those of the C / groups channels of c's group with all their pixels, in this sample alone: training and
/// use are the same function. Weights are <c>groupnormN.weight</c> (starts at 1) and <c>.bias</c> (0), each [C]. Source: Wu and He 2018. PyTorch: GroupNorm; ONNX:
/// GroupNormalization.
/// </remarks>
[Reference(Family.Normalization, "Wu and He 2018", Formula = "w[c] * (x - mean[g]) / sqrt(var[g] + epsilon) + b[c], moments of c's group of channels in the sample", Derivative = "dx = (w * dy - mean(w * dy) - xn * mean(w * dy * xn)) / s; dw[c] = sum of dy * xn; db[c] = sum of dy", PyTorch = "GroupNorm", Onnx = "GroupNormalization")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GroupNormAttribute : LayerAttribute
{
    /// <summary>That many groups, at least 1, which divide the channels. A group must hold at least two numbers.</summary>
    public GroupNormAttribute(int groups) => Groups = groups;

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public GroupNormAttribute(object groups) => Groups = groups as int? ?? 0;

    /// <summary>Groups of channels; 0 where they follow from a block's parameters.</summary>
    public int Groups { get; }

    /// <summary>Added to the variance; greater than 0, default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether scale w and shift b are learned; default true. Without them y = (x - mean) / sqrt(var + epsilon).</summary>
    public bool Affine { get; set; } = true;
}
