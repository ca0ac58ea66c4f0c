namespace Unfurl.Generator;

/// <summary>How much of a product of weights [O x C] and inputs [C x columns] stays in registers.</summary>
/// <param name="Blocks">Blocks of 16 outputs.</param>
/// <param name="Columns">Columns.</param>
internal sealed record ProductTile(int Blocks, int Columns)
{
    // Multiply-adds in flight that hide the latency of one: 4 cycles on 2 ports.
    private const int Latency = 8;

    // A load and a multiply-add fit a cycle side by side, two loads do not always.
    private const double LoadCost = 1.2;

    // A tile that is not clearly better than one before it in the list is not worth a kernel of its own.
    private const double ClearlyBetter = 0.88;

    private static readonly int[] SomeBlocks = [4, 2, 1], SomeColumns = [6, 4, 12, 8, 3, 2, 1];

    /// <summary>The tile of least estimated cycles over the whole product; what the last tiles compute twice counts.</summary>
    public static ProductTile Choose(int blocks, int columns, int vectorsPerBlock, int registers)
    {
        IEnumerable<(double Cost, ProductTile Tile)> candidates =
            from b in SomeBlocks
            where blocks % b == 0
            from c in SomeColumns
            let vectors = b * vectorsPerBlock
            where c <= columns && (vectors * c) + vectors + 1 <= registers
            let tiles = (double)(blocks / b) * ((columns + c - 1) / c)
            select (tiles * Math.Max(Math.Max(vectors * c, Latency), LoadCost * (vectors + c)), new ProductTile(b, c));
        return candidates.Aggregate((best, next) => next.Cost < best.Cost * ClearlyBetter ? next : best).Tile;
    }
}
