namespace Unfurl;

/// <summary>What a network's code may do with roundings.</summary>
public enum Numerics
{
    /// <summary>Algorithms that need fewer products are used where they pay: Winograd's F(4x4, 3x3) for 3x3 convolutions at stride 1 (Lavin and Gray, arXiv 1509.09308), with
    /// larger roundings: <see cref="LayerInfo.Error"/> in the network's <c>Info</c> says what to expect of each layer, <see cref="LayerInfo.Algorithm"/> where it comes from. Outside training
    /// only.</summary>
    Fast = 0,

    /// <summary>Outside training, equal weights and inputs give equal bits, whatever the vector width and the batch, on all machines with fused multiply-adds (AVX2, AVX-512, NEON): every convolution is
    /// summed directly, every sum has one order, max and min of an activation are comparisons, so that <c>ReLU</c> of -0 is -0 everywhere. Costs speed where Winograd's algorithm would pay, and in
    /// dense layers on few samples. What training computes is the same bits on machines of one kind only, as under <see cref="Fast"/>.</summary>
    Strict = 1,
}
