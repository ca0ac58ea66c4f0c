namespace Unfurl.Generator;

/// <summary>Windows of uneven sizes that cover an axis exactly: window i of n reads the cells from floor(i size / n) to ceil((i + 1) size / n).</summary>
/// <remarks>Neighbours share a cell where the edge falls inside it, and with more windows than cells a cell is read by several.</remarks>
/// <param name="Size">Cells of the axis.</param>
/// <param name="Outputs">How many windows.</param>
internal sealed record AdaptiveAxis(Extent Size, int Outputs)
    : WindowAxis(Largest((int)Size.Typical, Outputs), Math.Max(1, (int)Size.Typical / Outputs), 1, 0, 0)
{
    /// <summary>As many windows over that many cells: steps are even where the numbers divide.</summary>
    public static WindowAxis Of(Extent size, int outputs) =>
        size.IsFixed && size % outputs == 0 ? new WindowAxis(size / outputs, size / outputs, 1, 0, 0) : new AdaptiveAxis(size, outputs);

    public override string Cells => Size.IsOpen ? InvariantText.Of($"Any{Outputs}") : base.Cells;

    public override bool IsUniform => false;

    public override Extent Windows(Extent size) => Outputs;

    public override string ToString() => $"{Size} in {Outputs}";

    // With size = q n + r, window i has q + ceil((a + r) / n) cells, where a = i r mod n takes every multiple of gcd(r, n) below n.
    private static int Largest(int size, int outputs)
    {
        int rest = size % outputs;
        return (size / outputs) + (rest == 0 ? 0 : rest > Divisor(outputs, rest) ? 2 : 1);
    }

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);
}
