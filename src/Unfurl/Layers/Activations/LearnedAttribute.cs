namespace Unfurl;

/// <summary>Beside <see cref="FormulaAttribute"/>: a constant of an activation's formula that is learned. It becomes a weight under the layer's key,
/// <c>swish1.beta</c>, and its gradient follows from the formula.</summary>
/// <remarks>
/// A class that has a property <c>bool PerChannel</c> leaves the choice to its use, <c>[Swish(PerChannel = true)]</c>. Example:
/// <code>
/// [Formula("where(x &gt; 0, x, slope * sin(x))")]
/// [Learned("slope", 0.5, PerChannel = true)]
/// public sealed class WavyAttribute : ActivationAttribute;
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LearnedAttribute : Attribute
{
    /// <summary>A constant that starts at a number.</summary>
    /// <param name="name">What the formula and the weight's key call it: a letter, then letters, digits and underscores.</param>
    /// <param name="initial">What it starts at.</param>
    public LearnedAttribute(string name, double initial) => (Name, Initial) = (name, initial);

    /// <summary>A constant that starts at a parameter of the activation's constructor.</summary>
    /// <param name="name">What the formula and the weight's key call it.</param>
    /// <param name="initialFrom">The constructor's parameter, by <c>nameof</c>.</param>
    public LearnedAttribute(string name, string initialFrom) => (Name, InitialFrom) = (name, initialFrom);

    /// <summary>What the formula and the weight's key call it.</summary>
    public string Name { get; }

    /// <summary>What it starts at, if a number says so.</summary>
    public double Initial { get; }

    /// <summary>The constructor's parameter it starts at, or null.</summary>
    public string? InitialFrom { get; }

    /// <summary>Whether each channel has its own; default false, one number for the layer.</summary>
    public bool PerChannel { get; set; }
}
