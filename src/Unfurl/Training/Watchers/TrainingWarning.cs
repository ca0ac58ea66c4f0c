namespace Unfurl;

/// <summary>What a watcher noticed.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Text">A sentence for the reader.</param>
public sealed record TrainingWarning(int Epoch, string Text);
