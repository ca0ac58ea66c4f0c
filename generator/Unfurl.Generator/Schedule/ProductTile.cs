namespace Unfurl.Generator;

/// <summary>How much of a product of weights [O x C] and inputs [C x columns] stays in registers.</summary>
/// <param name="Blocks">Blocks of 16 outputs.</param>
/// <param name="Columns">Columns.</param>
internal sealed record ProductTile(int Blocks, int Columns)
{
    // Few, so that layers of all sizes share few kernels.
    private static readonly ProductTile[] Some = [new(4, 6), new(4, 4), new(2, 12), new(3, 8), new(1, 12), new(1, 6), new(2, 4), new(1, 4), new(1, 2), new(1, 1)];

    /// <summary>What a schedule file calls it.</summary>
    public override string ToString() => InvariantText.Of($"tile={Blocks}x{Columns}");

    /// <summary>The tile that is chosen for the products of a kernel.</summary>
    public static ProductTile Choose(LoopBuilder b, string kernel, int blocks, int columns) => b.Choices.Choose(
        b.Lanes, kernel, [.. Candidates(blocks, columns, b.VectorsPerBlock, b.Registers)], tiles => Cheapest(tiles, blocks, columns, b.VectorsPerBlock), t => t.ToString());

    private static IEnumerable<ProductTile> Candidates(int blocks, int columns, int vectorsPerBlock, int registers) => Some.Where(tile =>
        tile.Blocks <= blocks && tile.Columns <= columns && (tile.Blocks * vectorsPerBlock * tile.Columns) + (tile.Blocks * vectorsPerBlock) + 1 <= registers);

    // The tile of least estimated cycles over the whole product; what the last tiles compute twice counts.
    private static ProductTile Cheapest(IReadOnlyList<ProductTile> candidates, int blocks, int columns, int vectorsPerBlock)
    {
        IEnumerable<(double Cost, ProductTile Tile)> costs =
            from tile in candidates
            let vectors = tile.Blocks * vectorsPerBlock
            let tiles = (double)((blocks + tile.Blocks - 1) / tile.Blocks) * ((columns + tile.Columns - 1) / tile.Columns)
            select (tiles * (Math.Max(vectors * tile.Columns, TileCosts.Latency) + (TileCosts.Load * (vectors + tile.Columns))), tile);
        return costs.Aggregate((best, next) => next.Cost < best.Cost * TileCosts.ClearlyBetter ? next : best).Tile;
    }
}
