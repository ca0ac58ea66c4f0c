namespace Unfurl;

/// <summary>Tensors that learn faster or slower than the others, or decay differently; goes to <see cref="Optimizer.Groups"/>.</summary>
public sealed class ParameterGroup
{
    /// <summary>Creates a group.</summary>
    /// <param name="contains">Whether a tensor belongs to it, by key (<c>conv1.weight</c>) or shape.</param>
    /// <param name="learningRateFactor">Factor of the optimizer's learning rate, 0 or more; 0 leaves these tensors alone.</param>
    /// <param name="weightDecayFactor">Factor of the optimizer's weight decay, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public ParameterGroup(Func<ParameterInfo, bool> contains, float learningRateFactor = 1, float weightDecayFactor = 1)
    {
        ArgumentNullException.ThrowIfNull(contains);
        Contains = contains;
        LearningRateFactor = OptimizerArguments.NotNegative(learningRateFactor);
        WeightDecayFactor = OptimizerArguments.NotNegative(weightDecayFactor);
    }

    /// <summary>Whether a tensor belongs to the group.</summary>
    public Func<ParameterInfo, bool> Contains { get; }

    /// <summary>Factor of the optimizer's learning rate.</summary>
    public float LearningRateFactor { get; }

    /// <summary>Factor of the optimizer's weight decay.</summary>
    public float WeightDecayFactor { get; }
}
