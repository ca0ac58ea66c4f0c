namespace Unfurl;

/// <summary>The training loss at one moment.</summary>
/// <param name="Epoch">When: 1.25 is a quarter into the second epoch.</param>
/// <param name="Loss">Mean loss over the samples since the moment before.</param>
public readonly record struct LossPoint(double Epoch, double Loss);
