namespace Unfurl.Generator;

/// <summary>A 3x3 convolution at stride 1 by Winograd's F(4x4, 3x3): tiles of 4x4 outputs from 6x6 inputs with 36 products instead of 144; or by F(2x2, 3x3): 16 products
/// instead of 36, and less than half the weights, which are most of the time on small maps.</summary>
/// <remarks>
/// Y = A' ((G g G') * (B' d B)) A, summed over channels before the outer transforms (Lavin and Gray, arXiv 1509.09308). Tiles are worked on in runs
/// whose transformed numbers stay in the second-level cache, or all at once where reading the weights again for every run would cost more.
/// </remarks>
/// <param name="Convolution">What is computed.</param>
/// <param name="Transform">The transform.</param>
/// <param name="TilesDown">Rows of tiles.</param>
/// <param name="TilesAcross">Columns of tiles.</param>
/// <param name="Run">Tiles transformed, multiplied and transformed back together.</param>
internal sealed record WinogradPlan(ConvolutionPlan Convolution, WinogradTransform Transform, int TilesDown, int TilesAcross, int Run)
{
    public int Tiles => TilesDown * TilesAcross;

    public int SourceChannels => Convolution.Source.Channels;

    public int SourceBlocks => Convolution.Source.Blocks;

    public int TargetBlocks => Convolution.Target.Blocks;

    /// <summary>Floats of a run's transformed inputs for one of the points; a line more, so that points do not meet in the same sets of the cache.</summary>
    public int SourcePlane => (SourceBlocks * Run * Layout.Block) + Layout.Block;

    /// <summary>The same for its products.</summary>
    public int TargetPlane => (TargetBlocks * Run * Layout.Block) + Layout.Block;

    /// <summary>Floats of the transformed weights.</summary>
    public int PackedLength => checked(Transform.Points * TargetBlocks * SourceChannels * Layout.Block);

    /// <summary>The plan that is chosen: where it pays, or where a schedule file says so; null for a direct sum.</summary>
    public static WinogradPlan? For(ConvolutionPlan plan, ScheduleOptions options, long packedFloats)
    {
        if (!TransformCosts.Allows(plan, options) || !IsPlain(plan.Taps.Rows, plan.Rows) || !IsPlain(plan.Taps.Columns, plan.Columns))
            return null;
        WinogradPlan[] whole = [.. new[] { WinogradTransform.Four, WinogradTransform.Two }.Where(t => Fits(t, plan, packedFloats, options.PackedBudget)).Select(t => Whole(plan, t))];
        if (whole.Length == 0)
            return null;
        WinogradPlan?[] candidates = [null, .. whole.SelectMany(w => w.RunsToTry)];
        return options.Choices.Choose(0, plan.Key, candidates, _ => ByCostModel(plan, whole), w => w?.ToString() ?? "direct");
    }

    /// <summary>What a schedule file calls it.</summary>
    public override string ToString() => (Transform == WinogradTransform.Four ? "winograd" : "winograd 2x2") + InvariantText.Of($" run={Run}");

    private static bool Fits(WinogradTransform transform, ConvolutionPlan plan, long packedFloats, long budget)
    {
        long packed = (long)transform.Points * plan.Target.Blocks * plan.Source.Channels * Layout.Block;
        return packed <= int.MaxValue - packedFloats && packedFloats + packed <= budget && plan.Rows.Count >= transform.Outputs && plan.Columns.Count >= transform.Outputs;
    }

    private static WinogradPlan Whole(ConvolutionPlan plan, WinogradTransform transform)
    {
        int down = TransformCosts.Ceiling(plan.Rows.Count, transform.Outputs), across = TransformCosts.Ceiling(plan.Columns.Count, transform.Outputs);
        return new WinogradPlan(plan, transform, down, across, down * across);
    }

    private static WinogradPlan? ByCostModel(ConvolutionPlan plan, WinogradPlan[] whole)
    {
        WinogradPlan best = whole.Select(w => w.Cheapest).Aggregate((least, next) => next.Cost < least.Cost ? next : least);
        return TransformCosts.Pays(best.Cost, plan) ? best : null;
    }

    // All tiles at once, or those that stay in the cache.
    private WinogradPlan Cheapest => RunFloats <= TransformCosts.MostFloats && Traffic < Cached.Traffic ? this : Cached;

    private WinogradPlan Cached => WithRun((int)(TransformCosts.CachedFloats / TileFloats));

    private IEnumerable<WinogradPlan> RunsToTry => new[] { Cached, WithRun(Cached.Run / 2), WithRun(Cached.Run * 2), this }
        .Where(w => w.RunFloats <= TransformCosts.MostFloats || w == Cached)
        .Distinct();

    private int Runs => TransformCosts.Ceiling(Tiles, Run);

    private long RunFloats => Run * TileFloats;

    private long TileFloats => (long)Transform.Points * Layout.Block * (SourceBlocks + TargetBlocks);

    // Floats that pass between the second-level cache and what lies beyond: all weights in every run; and what is transformed, there and back, if it does not stay.
    private double Traffic => ((double)Runs * PackedLength) + (2.0 * Tiles * TileFloats * (RunFloats > TransformCosts.CachedFloats ? 1 : 0));

    private double Cost =>
        ((double)Transform.Points * Tiles * SourceChannels * TargetBlocks) + (Tiles * (SourceBlocks + TargetBlocks) * Transform.Cost) + TransformCosts.Streaming(Traffic);

    // Runs of about that many tiles, all of one length.
    private WinogradPlan WithRun(int tiles) => this with { Run = TransformCosts.EvenRun(Tiles, tiles) };

    // Three taps side by side in the order of their weights.
    private static bool IsPlain(TapAxis taps, PositionAxis positions) =>
        taps is { Count: 3, OffsetStep: 1, FirstKernel: 0, KernelStep: 1 } && positions is { Read: 1, Write: 1, FirstWritten: 0 };
}
