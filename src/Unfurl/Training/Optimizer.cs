namespace Unfurl;

/// <summary>Turns gradients into a change of the weights. State is allocated at the first step.</summary>
public abstract class Optimizer
{
    private protected Optimizer(float learningRate) => LearningRate = learningRate;

    /// <summary>Step size; may be changed between steps.</summary>
    public float LearningRate { get; set; }

    /// <summary>Changes <paramref name="values"/> by one step along <paramref name="gradients"/>, which are only read.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or differ from those of the first step.</exception>
    public abstract void Step(Span<float> values, ReadOnlySpan<float> gradients);
}
