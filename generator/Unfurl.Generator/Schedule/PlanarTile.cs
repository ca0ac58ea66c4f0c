namespace Unfurl.Generator;

/// <summary>How much of the output a planar convolution keeps in registers.</summary>
/// <param name="Channels">Output channels.</param>
/// <param name="Rows">Output rows.</param>
/// <param name="Vectors">Vectors along a row.</param>
internal sealed record PlanarTile(int Channels, int Rows, int Vectors)
{
    private const int Latency = 8;

    public static PlanarTile Choose(ConvolutionPlan plan, int lanes, int registers)
    {
        int vectorsPerRow = (plan.Columns.Count + lanes - 1) / lanes;

        // Whole tiles must not reach into the next row's map.
        int room = plan.Target.Row / lanes;
        PlanarTile? best = null;
        double least = double.MaxValue;
        foreach (int channels in Enumerable.Range(1, 8).Where(o => plan.Groups.Target % o == 0))
        {
            for (int rows = 1; rows <= Math.Min(plan.Rows.Count, 6); rows++)
            {
                for (int vectors = 1; vectors <= Math.Min(vectorsPerRow, 4); vectors++)
                {
                    int sums = channels * rows * vectors;
                    int tiles = (vectorsPerRow + vectors - 1) / vectors;
                    if (sums + (rows * vectors) + 1 > registers || tiles * vectors > room)
                        continue;
                    double loads = (rows * vectors) + channels;
                    double perTap = Math.Max(Math.Max(sums, Latency), loads);
                    double cost = tiles * Math.Ceiling((double)plan.Rows.Count / rows) * (plan.Target.Channels / channels)
                        * ((plan.Groups.Source * ((plan.Taps.Count * perTap) + 4)) + (2 * sums) + 10);
                    if (cost < least * 0.999)
                        (best, least) = (new PlanarTile(channels, rows, vectors), cost);
                }
            }
        }

        return best!;
    }
}
