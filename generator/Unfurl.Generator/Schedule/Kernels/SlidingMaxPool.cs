namespace Unfurl.Generator;

/// <summary>Max pooling of blocked maps without dilation: the maximum of a window's column is found once and used by every window the column is part of.</summary>
/// <remarks>
/// Cells outside the map are replaced by the nearest ones inside, which belong to the window too, so that they change no maximum: windows at the border need no loops of their
/// own length.
/// </remarks>
internal sealed class SlidingMaxPool
{
    // Cells of a column that are spelled out, and columns held.
    private const int MostCells = 5;

    private readonly LoopBuilder _b;
    private readonly Window _window;
    private readonly TensorView _x;
    private readonly TensorView _y;

    private SlidingMaxPool(LoopBuilder b, Window window, Layout source, Layout target) =>
        (_b, _window, _x, _y) = (b, window, new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));

    public static bool Fits(Window window, Layout source) =>
        source.Kind == LayoutKind.Blocked && Fits(window.Vertical) && Fits(window.Horizontal);

    public static Kernel Create(Window window, Layout source, Layout target) => new(
        $"MaxPool{window.Size}",
        "y[c,i,j] = max over r,s of x[c,iS+r,jS+s], column by column",
        Kernels.Over("x", "y"),
        Widths: true,
        b => new SlidingMaxPool(b, window, source, target).Write())
    {
        IsSpecialised = true,
        Work = Kernels.Moving(target, window.Cells),
    };

    private static bool Fits(WindowAxis axis) => axis is { IsUniform: true, Dilation: 1, Kernel: <= MostCells };

    // Columns of a window that the next one shares.
    private int Kept => Math.Max(0, _window.Horizontal.Kernel - _window.Horizontal.Stride);

    private void Write() => _b.Shared("sample", Kernel.Samples, "plane", _x.Planes, 1, "row", new Size("OutputRows", _y.Layout.Height), 1, (sample, plane, row) =>
    {
        Pointer source = _b.Point("xMap", _x.Pointer, _x.At(sample, plane)), target = _b.Point("yMap", _y.Pointer, _y.At(sample, plane));
        if (_b.VectorsPerBlock == 1)
            Row(source, target, row, 0);
        else
            _b.For("lane", 0, Layout.Block, _b.Lanes, lane => Row(source, target, row, lane));
    });

    private void Row(Pointer source, Pointer target, Index row, Index lane)
    {
        Pointer[] lines = Enumerable.Range(0, _window.Vertical.Kernel).Select(r => _b.Point(
            InvariantText.Of($"line{r}"), source, (Inside(_window.Vertical, row, r, _x.Layout.Height, _x.Height) * _x.Row) + lane)).ToArray();
        Pointer output = _b.Point("output", target, (row * _y.Row) + lane);
        var columns = new LaneLocal[_window.Horizontal.Kernel];
        for (int s = 0; s < Kept; s++)
            columns[s] = _b.Let(InvariantText.Of($"column{s}"), Column(lines, 0, s));
        _b.For("column", new Size("OutputColumns", _y.Layout.Width), column =>
        {
            for (int s = Kept; s < columns.Length; s++)
                columns[s] = _b.Let(InvariantText.Of($"column{s}"), Column(lines, column, s));
            _b.Store(output, column * Layout.Block, columns.Select(c => (Lane)c).Aggregate(Lane.Max));
            for (int s = 0; s < Kept; s++)
                _b.Assign(columns[s], columns[s + _window.Horizontal.Stride]);
        });
    }

    private Lane Column(Pointer[] lines, Index column, int s)
    {
        Index at = _b.Let(InvariantText.Of($"at{s}"), Inside(_window.Horizontal, column, s, _x.Layout.Width, _x.Width) * Layout.Block);
        return lines.Select(line => _b.Load(line, at)).Aggregate(Lane.Max);
    }

    // Row or column number r of the window at a position, moved inside the map.
    private static Index Inside(WindowAxis axis, Index position, int r, Extent size, Index extent)
    {
        Index at = (position * axis.Stride) + (r - axis.Before);
        if (!axis.IsClipped(size))
            return at;
        if (r < axis.Before)
            at = Index.Max(0, at);
        return Index.Min(at, extent - 1);
    }
}
