namespace Unfurl;

/// <summary>Where a training is, before a step.</summary>
/// <param name="Epoch">Epochs finished, from 0.</param>
/// <param name="Step">Steps finished in all epochs, from 0.</param>
public readonly record struct TrainingMoment(int Epoch, long Step);
