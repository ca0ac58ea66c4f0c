namespace Unfurl;

/// <summary>An elementwise activation: derive from it, put <see cref="FormulaAttribute"/> on the class, and use the class as a layer.</summary>
public abstract class ActivationAttribute : LayerAttribute;
