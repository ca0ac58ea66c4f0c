namespace Unfurl;

/// <summary>A step of <c>Trainer.Fit</c> that was just done.</summary>
/// <param name="Epoch">Its epoch, from 1.</param>
/// <param name="Step">Its number in the epoch, from 1.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="Loss">Mean loss of its samples, before the step.</param>
/// <param name="LearningRate">The learning rate it took.</param>
/// <param name="GradientNorm">Euclidean norm of all its gradients, before clipping.</param>
public readonly record struct TrainingStep(int Epoch, int Step, int Steps, double Loss, float LearningRate, double GradientNorm);
