namespace Unfurl.Generator;

/// <summary>A sliding window along one axis.</summary>
/// <param name="Kernel">Cells it reads.</param>
/// <param name="Stride">Step from window to window.</param>
/// <param name="Dilation">Step from cell to cell.</param>
/// <param name="Before">Padding before the first cell.</param>
/// <param name="After">Padding after the last.</param>
/// <param name="Ceiling">Round the number of windows up.</param>
internal record WindowAxis(int Kernel, int Stride, int Dilation, int Before, int After, bool Ceiling = false)
{
    public static WindowAxis One => new(1, 1, 1, 0, 0);

    /// <summary>Whether the kernel is read from its end.</summary>
    public bool IsFlipped { get; init; }

    /// <summary>Whether all windows are as long, and as far apart, as it says.</summary>
    public virtual bool IsUniform => true;

    /// <summary>How many cells that is, in the names of kernels.</summary>
    public virtual string Cells => InvariantText.Of($"{Kernel}");

    /// <summary>Cells from the first to the last it reads.</summary>
    public long Span => ((long)Dilation * (Kernel - 1)) + 1;

    /// <summary>Windows over <paramref name="size"/> cells: floor or ceil of (size + padding - span) / stride, plus 1. A window that would
    /// start in the end padding is dropped.</summary>
    public virtual Extent Windows(Extent size)
    {
        if (size.IsOpen)
            return Ceiling ? Extent.Smaller(Extent.Ceiling(size + (Before + After - Span), Stride) + 1, Extent.Ceiling(size + Before, Stride)) : ((size + (Before + After - Span)) / Stride) + 1;
        long room = (long)size + Before + After - Span;
        long windows = ((Ceiling ? room + Stride - 1 : room) / Stride) + 1;
        if (Ceiling && (windows - 1) * Stride >= (long)size + Before)
            windows--;
        return windows;
    }

    /// <summary>Whether some window reaches outside <paramref name="size"/> cells; of an open size, at some of them.</summary>
    public bool IsClipped(Extent size) => Before > 0 || (size.IsOpen ? After > 0 || Ceiling : ((long)(Windows(size) - 1) * Stride) - Before + Span > size);

    /// <summary>The same windows over <paramref name="size"/> cells, with all the cells they reach past the end as padding; of an open size, where nothing is rounded up,
    /// just the same.</summary>
    public WindowAxis Spelled(Extent size)
    {
        if (size.IsOpen)
            return this;
        long reached = ((long)(Windows(size) - 1) * Stride) + Span - size - Before;
        return this with { After = (int)Math.Max(After, reached), Ceiling = false };
    }

    /// <summary>SAME_UPPER and SAME_LOWER: ceil(size / stride) windows, the odd cell of padding at the end or at the beginning.</summary>
    public WindowAxis Same(int size, SamePadding same)
    {
        long windows = ((long)size + Stride - 1) / Stride;
        int padding = (int)Math.Max(0, ((windows - 1) * Stride) + Span - size), before = same.Before(padding);
        return this with { Before = before, After = padding - before };
    }

    public override string ToString() =>
        $"{Kernel}" + (Stride > 1 ? $"/{Stride}" : "") + (Dilation > 1 ? $" dilated {Dilation}" : "")
        + (Before + After > 0 ? $" pad {Before},{After}" : "") + (Ceiling ? " ceil" : "") + (IsFlipped ? " flipped" : "");
}

/// <summary>A window over height and width.</summary>
internal sealed record Window(WindowAxis Vertical, WindowAxis Horizontal)
{
    public int Cells => Vertical.Kernel * Horizontal.Kernel;

    /// <summary>Its size in the names of kernels.</summary>
    public string Size => $"{Vertical.Cells}x{Horizontal.Cells}";

    public bool IsFlipped => Vertical.IsFlipped || Horizontal.IsFlipped;

    /// <summary>One window that is the whole map.</summary>
    public static Window Whole(Shape map) => new(Whole(map.Height), Whole(map.Width));

    private static WindowAxis Whole(Extent size) => size.IsOpen ? AdaptiveAxis.Of(size, 1) : WindowAxis.One with { Kernel = size };

    public bool IsPadded => Vertical.Before + Vertical.After + Horizontal.Before + Horizontal.After > 0;

    /// <summary>The same with its kernel read from the end.</summary>
    public Window Flipped => new(Vertical with { IsFlipped = true }, Horizontal with { IsFlipped = true });

    /// <summary>The same over a map that is padded already.</summary>
    public Window Unpadded => new(Vertical with { Before = 0, After = 0 }, Horizontal with { Before = 0, After = 0 });

    /// <summary>The same windows over a map, with all the cells they reach past its end as padding.</summary>
    public Window Spelled(Shape map) => new(Vertical.Spelled(map.Height), Horizontal.Spelled(map.Width));

    /// <summary>Shape of a convolution's weights, as PyTorch stores them.</summary>
    public Shape Weights(Shape input, int outer, int inner) =>
        input.IsSequence ? Shape.Of(outer, inner, Horizontal.Kernel) : Shape.Of(outer, inner, Vertical.Kernel, Horizontal.Kernel);

    public Shape Over(Shape input, int channels) =>
        input.WithMap(channels, Vertical.Windows(input.Height), Horizontal.Windows(input.Width));

    public override string ToString() => Vertical == Horizontal ? Vertical.ToString() : $"{Vertical} x {Horizontal}";
}
