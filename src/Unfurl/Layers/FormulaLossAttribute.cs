namespace Unfurl;

/// <summary>A loss of your own: derive from it, put <see cref="FormulaAttribute"/> on the class, and use the class as [Loss] is used.</summary>
/// <remarks>
/// The formula is a function of the prediction <c>x</c> and the target <c>t</c>, number by number; the loss is its mean over all elements of the batch, and its
/// gradient follows from the formula. Numbers among the constructor's parameters are known to the formula by their names. Example:
/// <code>
/// [Formula("where(x &lt; t, share * (t - x), (1 - share) * (x - t))")]
/// public sealed class QuantileAttribute(double share) : FormulaLossAttribute;
///
/// [Network(4)]
/// [Dense(1)]
/// [Quantile(0.9)]
/// public partial class Forecast;
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class FormulaLossAttribute : Attribute
{
    /// <inheritdoc cref="LossAttribute.From"/>
    public string? From { get; set; }

    /// <inheritdoc cref="LossAttribute.Weight"/>
    public double Weight { get; set; } = 1;
}
