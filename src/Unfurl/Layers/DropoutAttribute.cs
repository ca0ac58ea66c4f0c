namespace Unfurl;

/// <summary>While training, sets each value to 0 with the given probability and multiplies the others by 1 / (1 - p); otherwise the
/// identity. As PyTorch Dropout.</summary>
[Reference(Family.Normalization, "Srivastava et al. 2014", Formula = "training: 0 with probability p, else x / (1 - p)", Derivative = "0 where y was dropped, else dy / (1 - p)", PyTorch = "Dropout", Onnx = "Dropout")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute : LayerAttribute
{
    /// <summary>Drops a value with this probability, in [0, 1); default 0.5.</summary>
    public DropoutAttribute(double probability = 0.5) => Probability = probability;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public DropoutAttribute(object probability) => Probability = probability as double? ?? 0;

    /// <summary>Probability of dropping a value; 0 where it follows from a block's parameters.</summary>
    public double Probability { get; }
}
