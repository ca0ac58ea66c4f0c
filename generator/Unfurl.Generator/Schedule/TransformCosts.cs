namespace Unfurl.Generator;

/// <summary>What convolutions between transforms are weighed with, Winograd's and Fourier's; one vector multiply-add costs 1.</summary>
internal static class TransformCosts
{
    /// <summary>Floats of transformed inputs and products that stay in a second-level cache of 1 to 2 MB, beside the weights that stream through it.</summary>
    public const int CachedFloats = 288 * 1024;

    /// <summary>Memory for a run.</summary>
    public const int MostFloats = 1 << 24;

    // Floats a multiply-add that come from beyond the second-level cache.
    private const double StreamedFloats = 2;

    // What is not clearly faster is not worth its memory and its roundings.
    private const double ClearlyBetter = 0.85;

    /// <summary>Whether a transform may be used at all: outside training, not strictly, between blocks of channels that all meet, over a map of known size.</summary>
    public static bool Allows(ConvolutionPlan plan, ScheduleOptions options) => options is { IsInference: true, IsStrict: false }
        && plan is { Source.Kind: LayoutKind.Blocked, Target.Kind: LayoutKind.Blocked, Groups.IsGrouped: false }
        && plan is { Rows.Count.IsFixed: true, Columns.Count.IsFixed: true };

    /// <summary>Of floats that pass between the second-level cache and what lies beyond.</summary>
    public static double Streaming(double floats) => floats / StreamedFloats;

    /// <summary>Of the sum as it stands.</summary>
    public static double Direct(ConvolutionPlan plan)
    {
        double weights = (double)plan.Taps.Count * plan.Source.Channels * plan.Target.Blocks * Layout.Block;
        return Math.Max(weights / Layout.Block * plan.Rows.Count * plan.Columns.Count, Streaming(weights));
    }

    /// <summary>Whether a cost is so far below that of the direct sum that it is worth its memory.</summary>
    public static bool Pays(double cost, ConvolutionPlan plan) => cost < ClearlyBetter * Direct(plan);

    /// <summary>So many tiles to a run, or a little fewer, that all runs have one length.</summary>
    public static int EvenRun(int tiles, long run) => Ceiling(tiles, Ceiling(tiles, (int)Math.Max(1, Math.Min(run, tiles))));

    /// <summary>How many of a size it takes.</summary>
    public static int Ceiling(int number, int by) => (number + by - 1) / by;
}
