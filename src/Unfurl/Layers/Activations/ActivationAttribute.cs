namespace Unfurl;

/// <summary>An elementwise activation. <c>[Activation("x * tanh(x)")]</c> takes a formula on the spot; to give one a name, derive from this class, put
/// <see cref="FormulaAttribute"/> on yours, and use it as a layer.</summary>
/// <remarks>Value, derivative and vector code follow from the formula, whose words <see cref="FormulaAttribute"/> lists.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public class ActivationAttribute : LayerAttribute
{
    /// <summary>The activation that a formula of <c>x</c> gives.</summary>
    public ActivationAttribute(string formula) => Formula = formula;

    /// <summary>An activation whose class carries <see cref="FormulaAttribute"/>.</summary>
    protected ActivationAttribute()
    {
    }

    /// <summary>The formula given on the spot, or null.</summary>
    public string? Formula { get; }
}
