namespace Unfurl;

/// <summary>One finished epoch.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="LearningRate">The learning rate it began with.</param>
/// <param name="Loss">Mean training loss over its samples, each as it was before its step.</param>
/// <param name="Validation">How the network did on the validation set after it; null without such a set.</param>
public sealed record TrainingEpoch(int Epoch, float LearningRate, double Loss, Evaluation? Validation)
{
    /// <summary>Mean over its steps of the Euclidean norm of all gradients, before clipping.</summary>
    public double GradientNorm { get; init; }
}
