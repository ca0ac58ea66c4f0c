namespace Unfurl.Generator;

/// <summary>Which axis is innermost.</summary>
internal enum LayoutKind
{
    /// <summary>[C][H][W]: vectors along the width.</summary>
    Planar,

    /// <summary>[C/16][H][W][16]: vectors along the channels; lanes past the last channel hold numbers nobody reads.</summary>
    Blocked,
}

/// <summary>How one sample of a value lies in memory.</summary>
/// <param name="Kind">The innermost axis.</param>
/// <param name="Channels">Channels, or features of a vector.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Halo">Zeros around the map.</param>
/// <param name="Row">Floats from a row to the next.</param>
/// <param name="Readable">Whether whole vectors may be read past the last column.</param>
internal sealed record Layout(LayoutKind Kind, int Channels, Extent Height, Extent Width, Halo Halo, Extent Row, bool Readable)
{
    /// <summary>Channels of a block: one vector of 512 bits, two of 256, four of 128.</summary>
    public const int Block = 16;

    // Behind a planar map: what the last row's vectors reach, every second float of two vectors included.
    private const int Slack = 2 * Block;

    /// <summary>Floats behind a natural map in the workspace, up to whole vectors.</summary>
    public Extent Stretch { get; init; }

    /// <summary>Floats from a sample to the next where the map is part of a larger one; 0 otherwise.</summary>
    public Extent Whole { get; init; }

    /// <summary>Floats from a sample to the next.</summary>
    public Extent Sample => IsPart ? Whole : Length;

    /// <summary>Whether other channels lie between those of one sample and those of the next.</summary>
    public bool IsPart => Whole != 0;

    public int Blocks => (Channels + Block - 1) / Block;

    /// <summary>Floats from a column to the next.</summary>
    public int Column => Kind == LayoutKind.Blocked ? Block : 1;

    /// <summary>Floats from a channel (planar) or a block of channels to the next.</summary>
    public Extent Plane => Row * (Halo.Top + Height + Halo.Bottom);

    /// <summary>Where the first number of the map stands.</summary>
    public Extent Origin => (Row * Halo.Top) + (Column * Halo.Left);

    /// <summary>Behind the last number of a plane's map.</summary>
    public Extent End => Origin + ((Height - 1) * Row) + (Width * Column);

    /// <summary>Floats behind the last plane of a sample.</summary>
    public Extent Tail => Length - ((Kind == LayoutKind.Blocked ? Blocks : Channels) * Plane);

    /// <summary>Floats of one sample.</summary>
    public Extent Length => Kind == LayoutKind.Blocked
        ? Blocks * Plane
        : Readable ? RoundUp((Channels * Plane) + Slack) : (Channels * Plane) + Stretch;

    /// <summary>Whether the numbers stand in (C, H, W) order without gaps, so that they are a vector as they are.</summary>
    public bool IsNatural => Kind == LayoutKind.Planar
        ? Row == Width && Halo.IsNone && !IsPart
        : Height * Width == 1 && Halo.IsNone && !IsPart;

    /// <summary>Whether a plane's rows follow each other without anything between.</summary>
    public bool IsGapless => Halo.IsNone && Row == Width * Column;

    /// <summary>The same memory with each plane as one row; only where that is gapless.</summary>
    public Layout Flattened() => this with { Height = 1, Width = Height * Width, Row = Row * Height };

    /// <summary>The same map with vectors along the channels.</summary>
    public Layout InBlocks() => Kind == LayoutKind.Blocked ? this : Create(LayoutKind.Blocked, Shape.Of(Channels, Height, Width), Halo);

    /// <summary>Some channels of this map as a map of their own; null if they share a block of 16 with others.</summary>
    public Layout? Part(int first, int channels)
    {
        if (first == 0 && channels == Channels)
            return this;
        bool whole = Kind == LayoutKind.Planar || (first % Block == 0 && (channels % Block == 0 || first + channels == Channels));
        return whole ? this with { Channels = channels, Whole = Sample } : null;
    }

    /// <summary>Floats to the first number of a channel, from where the map begins; a block's channels lie side by side.</summary>
    public Extent ChannelOffset(int channel) => Kind == LayoutKind.Blocked ? channel / Block * Plane : channel * Plane;

    /// <summary>In a caller's span: no gaps, nothing behind it.</summary>
    public static Layout Natural(Shape shape) =>
        new(LayoutKind.Planar, shape.Channels, shape.Height, shape.Width, Halo.None, shape.Width, Readable: false);

    /// <summary>In the workspace.</summary>
    public static Layout Create(LayoutKind kind, Shape shape, Halo halo)
    {
        Extent columns = halo.Left + shape.Width + halo.Right;
        Extent row = kind == LayoutKind.Blocked
            ? columns * Block
            : RoundUp(columns.IsOpen ? columns + Block : Math.Max(columns, halo.Left + RoundUp(shape.Width)));
        return new Layout(kind, shape.Channels, shape.Height, shape.Width, halo, row, Readable: true);
    }

    public static Extent RoundUp(Extent length) => Extent.Ceiling(length, Block) * Block;
}
