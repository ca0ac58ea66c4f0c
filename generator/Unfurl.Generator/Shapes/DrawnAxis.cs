namespace Unfurl.Generator;

/// <summary>Windows whose edges are drawn: edge i and edge i + 1, whole numbers in memory, bound window i.</summary>
/// <param name="Size">Cells of the axis.</param>
/// <param name="Outputs">How many windows.</param>
/// <param name="Overlaps">Whether a window reads the cell at its second edge too, which is its neighbour's first.</param>
internal sealed record DrawnAxis(int Size, int Outputs, bool Overlaps) : WindowAxis((Size / Outputs) + 2, Math.Max(1, Size / Outputs), 1, 0, 0)
{
    /// <summary>Numbers that say where the windows are.</summary>
    public int Edges => Outputs + 1;

    public override bool IsUniform => false;

    public override Extent Windows(Extent size) => Outputs;

    public override string ToString() => $"{Size} in {Outputs} drawn" + (Overlaps ? ", overlapping" : "");
}
