namespace Unfurl;

/// <summary>While training, sets each channel of each sample to 0 with the given probability and multiplies the others by 1 / (1 - p); otherwise the identity.</summary>
/// <remarks>(C, H, W) or (C, L), shape unchanged. For maps, whose neighbouring pixels tell each other what a single one would hide. Source: Tompson 2015. PyTorch: Dropout2d,
/// Dropout1d; ONNX: Dropout, with a ratio for single numbers only.</remarks>
[Reference(Family.Normalization, "Tompson et al. 2015", Formula = "training: 0 for a whole channel with probability p, else x / (1 - p)", Derivative = "0 where y was dropped, else dy / (1 - p)", PyTorch = "Dropout2d")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SpatialDropoutAttribute : LayerAttribute
{
    /// <summary>Drops a channel with this probability, in [0, 1); default 0.5.</summary>
    public SpatialDropoutAttribute(double probability = 0.5) => Probability = probability;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public SpatialDropoutAttribute(object probability) => Probability = probability as double? ?? 0;

    /// <summary>Probability of dropping; 0 where it follows from a block's parameters.</summary>
    public double Probability { get; }
}
