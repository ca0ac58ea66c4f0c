namespace Unfurl.Generator;

/// <summary>How much of the output a blocked convolution keeps in registers.</summary>
/// <param name="Blocks">Blocks of 16 output channels.</param>
/// <param name="Rows">Output rows.</param>
/// <param name="Columns">Output columns.</param>
/// <param name="HeldColumns">Kernel columns whose weights are held while inputs pass by.</param>
internal sealed record BlockedTile(int Blocks, int Rows, int Columns, int HeldColumns)
{
    // Multiply-adds in flight that hide the latency of one: 4 cycles on 2 ports.
    private const int Latency = 8;

    /// <summary>The tile of least estimated cycles: the larger of multiply-adds and loads, over all tiles, recomputed borders included.</summary>
    public static BlockedTile Choose(ConvolutionPlan plan, int lanes, int registers)
    {
        int vectors = Layout.Block / lanes;
        BlockedTile? best = null;
        double least = double.MaxValue;
        foreach (int blocks in new[] { 1, 2, 4 }.Where(o => plan.Target.Blocks % o == 0))
        {
            for (int rows = 1; rows <= Math.Min(plan.Rows.Count, 8); rows++)
            {
                for (int columns = 1; columns <= Math.Min(plan.Columns.Count, 28); columns++)
                {
                    int sums = blocks * vectors * rows * columns;
                    int held = Math.Min(Math.Max(plan.Taps.Columns.Count, 1), (registers - 1 - sums) / (blocks * vectors));
                    bool fits = held >= 1 || (sums <= Math.Min(12, registers - 4) && sums > 0 && blocks == 1);
                    if (!fits)
                        continue;
                    var tile = new BlockedTile(blocks, rows, columns, Math.Max(1, held));
                    double cost = tile.Cost(plan, vectors);
                    if (cost < least * 0.999)
                        (best, least) = (tile, cost);
                }
            }
        }

        return best!;
    }

    private double Cost(ConvolutionPlan plan, int vectors)
    {
        int sums = Blocks * vectors * Rows * Columns;
        int taps = Math.Max(1, plan.Taps.Count);
        int held = Math.Min(HeldColumns, Math.Max(1, plan.Taps.Columns.Count));
        bool slides = plan.Columns.Read == 1 && Math.Abs(plan.Taps.Columns.OffsetStep) == 1;
        double cellsPerRun = slides ? Columns + held - 1 : Columns * held;
        double runs = (double)taps / held;
        double loads = (taps * Blocks * vectors) + (runs * Rows * cellsPerRun);
        double products = (double)taps * Math.Max(sums, Latency);
        double tiles = Math.Ceiling((double)plan.Rows.Count / Rows) * Math.Ceiling((double)plan.Columns.Count / Columns) * (plan.Target.Blocks / Blocks);
        double perTile = (plan.Source.Channels * (Math.Max(products, loads) + 4)) + (2 * sums) + 10;
        return tiles * perTile;
    }
}
