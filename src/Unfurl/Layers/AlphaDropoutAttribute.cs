namespace Unfurl;

/// <summary>While training, sets each value with the given probability to what SELU tends to on the left, and keeps mean and variance: y = a x + b, or a d + b where it is
/// dropped, with d = -1.7580993408473766, a = ((1 - p) (1 + p d^2))^(-1/2), b = -a p d; otherwise the identity.</summary>
/// <remarks>Shape unchanged. Behind a SELU, whose outputs have mean 0 and variance 1. Source: Klambauer 2017. PyTorch: AlphaDropout; ONNX has none.</remarks>
[Reference(Family.Normalization, "Klambauer et al. 2017", Formula = "training: a * d + b with probability p, else a * x + b, where d = -1.7580993408473766, a = ((1 - p) * (1 + p * d^2))^(-1/2), b = -a * p * d", Derivative = "0 where y was dropped, else a * dy", PyTorch = "AlphaDropout")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AlphaDropoutAttribute : LayerAttribute
{
    /// <summary>Drops a value with this probability, in [0, 1); default 0.5.</summary>
    public AlphaDropoutAttribute(double probability = 0.5) => Probability = probability;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public AlphaDropoutAttribute(object probability) => Probability = probability as double? ?? 0;

    /// <summary>Probability of dropping; 0 where it follows from a block's parameters.</summary>
    public double Probability { get; }
}
