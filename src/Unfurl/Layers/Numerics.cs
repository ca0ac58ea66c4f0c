namespace Unfurl;

/// <summary>What a network's code may do with roundings.</summary>
public enum Numerics
{
    /// <summary>Algorithms that need fewer products are used where they pay: Winograd's F(4x4, 3x3) for 3x3 convolutions at stride 1 (Lavin and Gray, arXiv 1509.09308), with
    /// larger roundings: <see cref="LayerInfo.Error"/> in the network's <c>Info</c> says what to expect of each layer, <see cref="LayerInfo.Algorithm"/> where it comes from. Outside training
    /// only.</summary>
    Fast = 0,

    /// <summary>Every convolution is summed directly.</summary>
    Strict = 1,
}
