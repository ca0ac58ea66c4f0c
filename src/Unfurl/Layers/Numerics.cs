namespace Unfurl;

/// <summary>What a network's code may do with roundings.</summary>
public enum Numerics
{
    /// <summary>Algorithms that need fewer products are used where they pay: at stride 1 and without dilation or groups, Winograd's F(4x4, 3x3) or F(2x2, 3x3) for 3x3 convolutions (Lavin and Gray, arXiv
    /// 1509.09308), with larger roundings, and products of spectra (FFT) for kernels from 7x7 on (Mathieu, Henaff and LeCun, arXiv 1312.5851), with smaller ones:
    /// <see cref="LayerInfo.Error"/> in the network's <c>Info</c> says what to expect of each layer, <see cref="LayerInfo.Algorithm"/> where it comes from. Outside training only.</summary>
    Fast = 0,

    /// <summary>Outside training, equal weights and inputs give equal bits, whatever the vector width and the batch, on all machines with fused multiply-adds (AVX2, AVX-512, NEON): every convolution is
    /// summed directly, every sum has one order, max and min of an activation are comparisons, so that <c>ReLU</c> of -0 is -0 everywhere. Costs speed where a transform would pay, and in
    /// dense layers on few samples. What training computes is the same bits on machines of one kind only, as under <see cref="Fast"/>.</summary>
    Strict = 1,
}
