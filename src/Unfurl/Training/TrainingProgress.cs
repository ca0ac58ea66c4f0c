namespace Unfurl;

/// <summary>Where <c>Trainer.Fit</c> is.</summary>
/// <param name="Epoch">The epoch at work, from 1, earlier calls of Fit counted.</param>
/// <param name="Epochs">The last epoch of this call.</param>
/// <param name="Step">Steps done in this epoch, from 1.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="SamplesDone">Samples seen in this epoch.</param>
/// <param name="Samples">Samples of an epoch.</param>
/// <param name="Loss">Mean loss over the samples seen in this epoch, each as it was before its step.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Step, int Steps, int SamplesDone, int Samples, double Loss);
