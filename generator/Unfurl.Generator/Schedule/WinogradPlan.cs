namespace Unfurl.Generator;

/// <summary>A 3x3 convolution at stride 1 by Winograd's F(4x4, 3x3): tiles of 4x4 outputs from 6x6 inputs with 36 products instead of 144.</summary>
/// <remarks>
/// Y = A' ((G g G') * (B' d B)) A, summed over channels before the outer transforms (Lavin and Gray, arXiv 1509.09308). Tiles are worked on in runs
/// whose transformed numbers stay in the second-level cache, or all at once where reading the weights again for every run would cost more.
/// </remarks>
/// <param name="Convolution">What is computed.</param>
/// <param name="TilesDown">Rows of tiles.</param>
/// <param name="TilesAcross">Columns of tiles.</param>
/// <param name="Run">Tiles transformed, multiplied and transformed back together.</param>
internal sealed record WinogradPlan(ConvolutionPlan Convolution, int TilesDown, int TilesAcross, int Run)
{
    /// <summary>Outputs of a tile along each axis.</summary>
    public const int Outputs = 4;

    /// <summary>Inputs of a tile along each axis.</summary>
    public const int Inputs = 6;

    /// <summary>Products for a tile and a pair of channels.</summary>
    public const int Points = Inputs * Inputs;

    // Vector operations of a transform of one tile and 16 channels, there and back.
    private const double TransformCost = 170;

    public int Tiles => TilesDown * TilesAcross;

    public int SourceChannels => Convolution.Source.Channels;

    public int SourceBlocks => Convolution.Source.Blocks;

    public int TargetBlocks => Convolution.Target.Blocks;

    /// <summary>Floats of a run's transformed inputs for one of the 36 points; a line more, so that points do not meet in the same sets of the cache.</summary>
    public int SourcePlane => (SourceBlocks * Run * Layout.Block) + Layout.Block;

    /// <summary>The same for its products.</summary>
    public int TargetPlane => (TargetBlocks * Run * Layout.Block) + Layout.Block;

    /// <summary>Floats of the transformed weights.</summary>
    public int PackedLength => checked(Points * TargetBlocks * SourceChannels * Layout.Block);

    /// <summary>The plan that is chosen: where it pays, or where a schedule file says so; null for a direct sum.</summary>
    public static WinogradPlan? For(ConvolutionPlan plan, ScheduleOptions options, long packedFloats)
    {
        bool fits = options is { IsInference: true, IsStrict: false }
            && plan is { Source.Kind: LayoutKind.Blocked, Target.Kind: LayoutKind.Blocked, Groups.IsGrouped: false }
            && plan is { Rows.Count.IsFixed: true, Columns.Count.IsFixed: true }
            && IsPlain(plan.Taps.Rows, plan.Rows) && IsPlain(plan.Taps.Columns, plan.Columns);
        if (!fits)
            return null;
        if ((long)Points * plan.Target.Blocks * plan.Source.Channels * Layout.Block > int.MaxValue - packedFloats)
            return null;
        int down = TransformCosts.Ceiling(plan.Rows.Count, Outputs), across = TransformCosts.Ceiling(plan.Columns.Count, Outputs);
        var whole = new WinogradPlan(plan, down, across, down * across);
        if (packedFloats + whole.PackedLength > options.PackedBudget)
            return null;
        WinogradPlan cached = whole.WithRun((int)(TransformCosts.CachedFloats / whole.TileFloats));
        WinogradPlan?[] candidates = [null, .. new[] { cached, whole.WithRun(cached.Run / 2), whole.WithRun(cached.Run * 2), whole }.Where(w => w.RunFloats <= TransformCosts.MostFloats || w == cached).Distinct()];
        return options.Choices.Choose(0, plan.Key, candidates, _ => ByCostModel(plan, whole, cached), w => w is null ? "direct" : InvariantText.Of($"winograd run={w.Run}"));
    }

    private static WinogradPlan? ByCostModel(ConvolutionPlan plan, WinogradPlan whole, WinogradPlan cached)
    {
        WinogradPlan winograd = whole.RunFloats <= TransformCosts.MostFloats && whole.Traffic < cached.Traffic ? whole : cached;
        return TransformCosts.Pays(winograd.Cost, plan) ? winograd : null;
    }

    private int Runs => TransformCosts.Ceiling(Tiles, Run);

    private long RunFloats => Run * TileFloats;

    private long TileFloats => (long)Points * Layout.Block * (SourceBlocks + TargetBlocks);

    // Floats that pass between the second-level cache and what lies beyond: all weights in every run; and what is transformed, there and back, if it does not stay.
    private double Traffic => ((double)Runs * PackedLength) + (2.0 * Tiles * TileFloats * (RunFloats > TransformCosts.CachedFloats ? 1 : 0));

    private double Cost =>
        ((double)Points * Tiles * SourceChannels * TargetBlocks) + (Tiles * (SourceBlocks + TargetBlocks) * TransformCost) + TransformCosts.Streaming(Traffic);

    // Runs of about that many tiles, all of one length.
    private WinogradPlan WithRun(int tiles) => this with { Run = TransformCosts.EvenRun(Tiles, tiles) };

    // Three taps side by side in the order of their weights, and room for a whole tile.
    private static bool IsPlain(TapAxis taps, PositionAxis positions) =>
        taps is { Count: 3, OffsetStep: 1, FirstKernel: 0, KernelStep: 1 } && positions is { Read: 1, Write: 1, FirstWritten: 0 } && positions.Count >= Outputs;
}
