namespace Unfurl;

/// <summary>What the backward pass of a training step computes again instead of keeping it from the forward pass.</summary>
public enum Checkpoint
{
    /// <summary>Nothing: everything the gradients read is kept. Fastest.</summary>
    None = 0,

    /// <summary>Whatever costs no multiply-adds: activations, normalisation, pooling, joins, dropout. Less memory for a little time, same results.</summary>
    Cheap = 1,
}
