namespace Unfurl.Generator;

/// <summary>How much of the output a planar convolution keeps in registers.</summary>
/// <param name="Channels">Output channels.</param>
/// <param name="Rows">Output rows.</param>
/// <param name="Vectors">Vectors along a row.</param>
internal sealed record PlanarTile(int Channels, int Rows, int Vectors)
{
    /// <summary>What a schedule file calls it.</summary>
    public override string ToString() => InvariantText.Of($"tile={Channels}x{Rows}x{Vectors}");

    /// <summary>The tile that is chosen for a plan.</summary>
    public static PlanarTile Choose(LoopBuilder b, ConvolutionPlan plan) =>
        b.Choices.Choose(b.Lanes, plan.Key, [.. Candidates(plan, b.Lanes, b.Registers)], tiles => Cheapest(tiles, plan, b.Lanes), t => t.ToString());

    private static IEnumerable<PlanarTile> Candidates(ConvolutionPlan plan, int lanes, int registers) =>
        from channels in Enumerable.Range(1, 8)
        where plan.Groups.Target % channels == 0
        from rows in Enumerable.Range(1, Math.Min(plan.Rows.Count, 6))
        from vectors in Enumerable.Range(1, Math.Min(VectorsPerRow(plan, lanes), 4))
        let tile = new PlanarTile(channels, rows, vectors)

        // Whole tiles must not reach into the next row's map.
        where tile.Sums + (rows * vectors) + 1 <= registers && tile.Across(plan, lanes) * vectors <= plan.Target.Row / lanes
        select tile;

    private static PlanarTile Cheapest(IReadOnlyList<PlanarTile> candidates, ConvolutionPlan plan, int lanes)
    {
        PlanarTile? best = null;
        double least = double.MaxValue;
        foreach (PlanarTile tile in candidates)
        {
            double cost = tile.Cost(plan, lanes);
            if (cost < least * 0.999)
                (best, least) = (tile, cost);
        }

        return best!;
    }

    private static int VectorsPerRow(ConvolutionPlan plan, int lanes) => (plan.Columns.Count + lanes - 1) / lanes;

    private int Sums => Channels * Rows * Vectors;

    private int Across(ConvolutionPlan plan, int lanes) => (VectorsPerRow(plan, lanes) + Vectors - 1) / Vectors;

    private double Cost(ConvolutionPlan plan, int lanes)
    {
        double loads = (Rows * Vectors) + Channels;
        double perTap = Math.Max(Math.Max(Sums, TileCosts.Latency), loads);
        return Across(plan, lanes) * Math.Ceiling((double)plan.Rows.Count / Rows) * (plan.Target.Channels / Channels)
            * ((plan.Groups.Source * ((plan.Taps.Count * perTap) + 4)) + (2 * Sums) + 10);
    }
}
