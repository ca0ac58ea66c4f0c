namespace Unfurl;

/// <summary>Weights that are updated alike: those of a tensor, or all.</summary>
/// <param name="values">The weights.</param>
/// <param name="gradients">Their gradients.</param>
/// <param name="state">What the optimizer remembers of all weights of the network.</param>
/// <param name="start">Where these weights start in the state.</param>
/// <param name="learningRate">Their step size.</param>
/// <param name="decayFactor">Their share of the optimizer's weight decay.</param>
internal readonly ref struct UpdateSlice(
    Span<float> values, ReadOnlySpan<float> gradients, float[][] state, int start, float learningRate, float decayFactor)
{
    /// <summary>The weights.</summary>
    public readonly Span<float> Values = values;

    /// <summary>Their gradients.</summary>
    public readonly ReadOnlySpan<float> Gradients = gradients;

    /// <summary>Their step size.</summary>
    public readonly float LearningRate = learningRate;

    /// <summary>Their share of the optimizer's weight decay.</summary>
    public readonly float DecayFactor = decayFactor;

    /// <summary>What is remembered of these weights under a number; empty if the optimizer has no such state.</summary>
    public Span<float> State(int number) => number < state.Length ? state[number].AsSpan(start, Values.Length) : [];
}
