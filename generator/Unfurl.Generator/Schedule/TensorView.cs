namespace Unfurl.Generator;

/// <summary>A tensor as a kernel sees it: a pointer and the sizes of its layout under the kernel's names.</summary>
internal sealed class TensorView(Pointer pointer, Layout layout)
{
    private readonly string _prefix = char.ToUpperInvariant(pointer.Name[0]) + pointer.Name.Substring(1);

    public Pointer Pointer { get; } = pointer;

    public Layout Layout { get; } = layout;

    public Index Sample => new Size(_prefix + "Sample", Layout.Sample);

    public Index Plane => new Size(_prefix + "Plane", Layout.Plane);

    public Index Row => new Size(_prefix + "Row", Layout.Row);

    public Index Origin => new Size(_prefix + "Origin", Layout.Origin);

    public Index Height => new Size(_prefix + "Height", Layout.Height);

    public Index Width => new Size(_prefix + "Width", Layout.Width);

    public Index Channels => new Size(_prefix + "Channels", Layout.Channels);

    /// <summary>Planes of the layout: blocks of 16 channels, or channels.</summary>
    public Index Planes => Layout.Kind == LayoutKind.Blocked ? new Size(_prefix + "Blocks", Layout.Blocks) : Channels;

    public int Column => Layout.Column;

    public bool IsBlocked => Layout.Kind == LayoutKind.Blocked;

    /// <summary>Offset of a plane's first number.</summary>
    public Index At(Index sample, Index plane) => (sample * Sample) + Origin + (plane * Plane);

    /// <summary>Offset of a number of a plane.</summary>
    public Index At(Index sample, Index plane, Index row, Index column) => At(sample, plane) + (row * Row) + (column * Column);

    /// <summary>Offset of a channel's first number, whatever the layout.</summary>
    public Index Channel(Index channel) => IsBlocked
        ? ((channel / Layout.Block) * Plane) + (channel % Layout.Block)
        : channel * Plane;
}
