namespace Unfurl.Generator;

/// <summary>How much of a complex product of weights [O x C] and spectra [C x tiles] stays in registers.</summary>
/// <param name="Vectors">Vectors of outputs.</param>
/// <param name="Columns">Tiles.</param>
internal sealed record SpectrumTile(int Vectors, int Columns)
{
    // Few, so that layers of all sizes share few kernels.
    private static readonly SpectrumTile[] Some = [new(2, 6), new(1, 12), new(1, 9), new(4, 2), new(1, 6), new(2, 2), new(2, 4), new(4, 1), new(1, 4), new(2, 1), new(1, 2), new(1, 1)];

    /// <summary>What a schedule file calls it.</summary>
    public override string ToString() => InvariantText.Of($"tile={Vectors}x{Columns}");

    /// <summary>The tile that is chosen for the products of a kernel.</summary>
    public static SpectrumTile Choose(LoopBuilder b, string kernel, int vectors, int columns) => b.Choices.Choose(
        b.Lanes, kernel, [.. Some.Where(t => t.Vectors <= vectors && t.Columns <= columns && t.Registers <= b.Registers)], tiles => Cheapest(tiles, vectors, columns), t => t.ToString());

    // Sums of real and imaginary parts; a vector of weights as real part, imaginary part and its negative; the number they meet.
    private int Registers => (2 * Vectors * Columns) + (3 * Vectors) + 1;

    // The tile of least estimated cycles over the whole product; what the last tiles compute twice counts.
    private static SpectrumTile Cheapest(IReadOnlyList<SpectrumTile> candidates, int vectors, int columns)
    {
        IEnumerable<(double Cost, SpectrumTile Tile)> costs =
            from tile in candidates
            let tiles = (double)TransformCosts.Ceiling(vectors, tile.Vectors) * TransformCosts.Ceiling(columns, tile.Columns)
            select (tiles * (Math.Max(4 * tile.Vectors * tile.Columns, 2 * TileCosts.Latency) + (TileCosts.Load * 2 * (tile.Vectors + tile.Columns)) + tile.Vectors), tile);
        return costs.Aggregate((best, next) => next.Cost < best.Cost * TileCosts.ClearlyBetter ? next : best).Tile;
    }
}
