namespace Unfurl.Generator;

/// <summary>What tiles of registers are weighed with; one vector multiply-add costs 1.</summary>
internal static class TileCosts
{
    /// <summary>Multiply-adds in flight that hide the latency of one: 4 cycles on 2 ports.</summary>
    public const int Latency = 8;

    /// <summary>Loads take slots that multiply-adds could have, more so where two threads share a core: then 2 x 14 sums reach 83, 4 x 6 88 and 2 x 7 75 where all of
    /// them reach 137 GFLOP/s of 140 alone; elsewhere 1 x 28 reach 72 % of the peak, 2 x 12 93 %, 4 x 6 all of it.</summary>
    public const double Load = 0.3;

    /// <summary>The most weights that stay in a core's second cache while a map passes through it: a quarter of 1 MB.</summary>
    public const int KeptWeights = 256 * 1024 / sizeof(float);

    /// <summary>Floats of a map that does not stay there.</summary>
    public const int PassingMap = 4 * KeptWeights;

    /// <summary>A tile that is not clearly better than one before it in its list is not worth a kernel of its own.</summary>
    public const double ClearlyBetter = 0.9;
}
