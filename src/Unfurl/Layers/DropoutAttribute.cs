namespace Unfurl;

/// <summary>While training, sets each value to 0 with the given probability and multiplies the others by 1 / (1 - p); otherwise the
/// identity. As PyTorch Dropout.</summary>
/// <param name="probability">Probability of dropping a value, in [0, 1).</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute(double probability = 0.5) : LayerAttribute
{
    /// <summary>Probability of dropping a value.</summary>
    public double Probability { get; } = probability;
}
