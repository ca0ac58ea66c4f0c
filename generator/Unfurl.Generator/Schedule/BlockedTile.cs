namespace Unfurl.Generator;

/// <summary>How much of the output a blocked convolution keeps in registers.</summary>
/// <param name="Blocks">Blocks of 16 output channels.</param>
/// <param name="Rows">Output rows.</param>
/// <param name="Columns">Output columns.</param>
/// <param name="HeldColumns">Kernel columns whose weights are held while inputs pass by: all of them, or one.</param>
internal sealed record BlockedTile(int Blocks, int Rows, int Columns, int HeldColumns)
{
    // Moving the pointers, and the loop itself.
    private const double LoopCost = 1.5;

    private static readonly int[] WideBlocks = [2, 4, 1, 3], NarrowBlocks = [1, 2];

    private static readonly int[] WideTiles = [14, 7, 6, 12, 28, 13, 9, 5, 4, 3, 2, 1], NarrowTiles = [6, 4, 3, 2, 1];

    /// <summary>What a schedule file calls it.</summary>
    public override string ToString() => InvariantText.Of($"tile={Blocks}x{Rows}x{Columns}");

    /// <summary>The tile that is chosen for a plan.</summary>
    public static BlockedTile Choose(LoopBuilder b, ConvolutionPlan plan) => b.Choices.Choose(
        b.Lanes, plan.Key, [.. Candidates(plan, b.VectorsPerBlock, b.Registers)], tiles => Cheapest(tiles, plan, b.VectorsPerBlock), t => t.ToString());

    // The tile of least estimated cycles: over all tiles, recomputed borders included.
    private static BlockedTile Cheapest(IReadOnlyList<BlockedTile> candidates, ConvolutionPlan plan, int vectors)
    {
        BlockedTile? best = null;
        double least = double.MaxValue;
        foreach (BlockedTile tile in candidates)
        {
            double cost = tile.Cost(plan, vectors);
            if (cost < least * TileCosts.ClearlyBetter)
                (best, least) = (tile, cost);
        }

        return best!;
    }

    private static IEnumerable<BlockedTile> Candidates(ConvolutionPlan plan, int vectors, int registers) =>
        from blocks in vectors == 1 ? WideBlocks : NarrowBlocks
        where blocks <= plan.Target.Blocks && (!plan.Groups.IsGrouped || plan.Groups.BlocksTogether(plan.Target.Blocks) % blocks == 0)
        from rows in new[] { 1, 2 }
        where rows <= plan.MostRows
        from columns in vectors == 1 ? WideTiles : NarrowTiles
        where columns <= plan.Columns.Count.Typical
        let sums = blocks * vectors * rows * columns
        let free = (registers - 1 - sums) / (blocks * vectors)
        where free >= 1 || (sums <= Math.Min(12, registers - 4) && blocks == 1)
        select new BlockedTile(blocks, rows, columns, free >= plan.Taps.Columns.Count ? Math.Max(plan.Taps.Columns.Count, 1) : 1);

    private double Cost(ConvolutionPlan plan, int vectors)
    {
        int sums = Blocks * vectors * Rows * Columns;
        int taps = Math.Max(1, plan.Taps.Count);
        int held = Math.Min(HeldColumns, Math.Max(1, plan.Taps.Columns.Count));
        bool slides = plan.Columns.Read == 1 && Math.Abs(plan.Taps.Columns.OffsetStep) == 1;
        double cellsPerRun = slides ? Columns + held - 1 : Columns * held;
        double runs = (double)taps / held;
        double loads = (taps * Blocks * vectors) + (runs * Rows * cellsPerRun);
        double products = (double)taps * Math.Max(sums, TileCosts.Latency);
        double tiles = Math.Ceiling((double)plan.Rows.Count.Typical / Rows) * Math.Ceiling((double)plan.Columns.Count.Typical / Columns) * Math.Ceiling((double)plan.Target.Blocks / Blocks);
        double perTile = (plan.Groups.Band * (products + (TileCosts.Load * loads) + LoopCost)) + (2 * sums) + 10;
        return tiles * perTile;
    }
}
