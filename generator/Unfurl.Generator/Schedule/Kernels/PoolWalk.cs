namespace Unfurl.Generator;

/// <summary>The loops every pooling kernel shares: over outputs, and over the cells of each window that lie inside the input.</summary>
/// <remarks>Blocked maps put 16 channels in the vector. Planar maps put the width there when told to (<paramref name="wide"/>); otherwise they are walked
/// number by number.</remarks>
/// <param name="b">Where the plan is written.</param>
/// <param name="window">The window.</param>
/// <param name="x">The input, or its gradient.</param>
/// <param name="y">The output, or its gradient.</param>
/// <param name="wide">Vectors along the width.</param>
internal sealed class PoolWalk(LoopBuilder b, Window window, TensorView x, TensorView y, bool wide)
{
    private const int UnrolledCells = 9;

    private readonly bool _varies = Varies(window.Vertical, x.Layout.Height) || Varies(window.Horizontal, x.Layout.Width);
    private readonly Dictionary<TensorView, Pointer> _maps = [];
    private Pointer? _edges;

    /// <summary>Where drawn windows have their edges, sample by sample: those of the rows, then those of the columns.</summary>
    public TensorView? Edges { get; init; }

    /// <summary>Where the edges in use begin among those of the sample.</summary>
    public Index FirstEdge { get; set; } = 0;

    /// <summary>Numbers per step: a vector, or one.</summary>
    public int Lanes => x.IsBlocked || wide ? b.Lanes : 1;

    public Lane Zero => new LaneConstant(0, Lanes);

    /// <summary>Whether windows never reach outside and lie at most two columns apart, so that planar maps can be read in vectors.</summary>
    public static bool IsWide(Window window, Layout x, Layout y) =>
        x.Kind == LayoutKind.Planar && y.Readable && x.Readable && window.Horizontal.Stride <= 2 && window.Horizontal.Dilation == 1
        && !Varies(window.Vertical, x.Height) && !Varies(window.Horizontal, x.Width);

    /// <summary>Calls <paramref name="body"/> at every output, with the maps of one plane in reach.</summary>
    public void Outputs(TensorView[] maps, Action<PoolCell> body) =>
        b.Shared("sample", Kernel.Samples, "plane", x.Planes, 1, "row", Outputs("Row"), 1, (sample, plane, row) =>
        {
            Reach(maps, sample, plane);
            Columns(row, body);
        });

    /// <summary>The same in order: what is written to a window is read again by the next, if they overlap.</summary>
    public void OutputsInOrder(TensorView[] maps, Action<PoolCell> body) =>
        b.For("sample", Kernel.Samples, sample =>
            b.For("plane", x.Planes, plane =>
            {
                Reach(maps, sample, plane);
                b.For("row", Outputs("Row"), row => Columns(row, body));
            }));

    /// <summary>Calls <paramref name="body"/> with row and column of every cell of a window inside the input, in row order.</summary>
    public void Cells(PoolCell output, Action<PoolCell> body) => Cells(output, (cell, _) => body(cell));

    /// <summary>Calls <paramref name="body"/> with every cell of a window inside the input, and the cell's number in the window.</summary>
    public void Cells(PoolCell output, Action<PoolCell, Lane> body)
    {
        Index top = Start("Row", output.Row, window.Vertical, x.Height);
        Index left = Start("Column", output.Column, window.Horizontal, x.Width);
        if (!_varies && window.Cells <= UnrolledCells)
        {
            for (int r = 0; r < window.Vertical.Kernel; r++)
            {
                for (int s = 0; s < window.Horizontal.Kernel; s++)
                    Cell(r, s);
            }

            return;
        }

        (Index firstRow, Index endRow) = Range("Row", output.Row, top, window.Vertical, x.Layout.Height, x.Height);
        (Index firstColumn, Index endColumn) = Range("Column", output.Column, left, window.Horizontal, x.Layout.Width, x.Width);
        b.For("r", firstRow, endRow, 1, r => b.For("s", firstColumn, endColumn, 1, s => Cell(r, s)));

        void Cell(Index r, Index s) =>
            body(new PoolCell(top + (r * window.Vertical.Dilation), left + (s * window.Horizontal.Dilation), output.Lane), Number((r * window.Horizontal.Kernel) + s));
    }

    private Lane Number(Index index) => index is Literal literal ? new LaneConstant(literal.Value, Lanes)
        : Lanes == 1 ? new LaneInteger(index) : new LaneSpread(new LaneInteger(index), Lanes);

    /// <summary>The numbers of a cell of the input, for all lanes.</summary>
    public Lane LoadCell(TensorView map, PoolCell cell) =>
        new LaneLoad(_maps[map], Offset(map, cell), Lanes, wide ? window.Horizontal.Stride : 1);

    public Lane Load(TensorView map, PoolCell at) => new LaneLoad(_maps[map], Offset(map, at), Lanes);

    public void AddTo(TensorView map, PoolCell at, Lane value) => b.AddTo(_maps[map], Offset(map, at), value);

    /// <summary>Stores an output; past the end of a planar row zeros are written.</summary>
    public void Store(TensorView map, PoolCell at, Lane value) => b.Store(
        _maps[map],
        Offset(map, at),
        wide ? Lane.First(Outputs("Column") - at.Column, value, Zero) : value);

    /// <summary>How many cells of a window count: those inside the input, perhaps those of the padding, never those beyond.</summary>
    public Lane Count(PoolCell output, bool countPadding)
    {
        if (!_varies || (countPadding && !Exceeds(window.Vertical, x.Layout.Height) && !Exceeds(window.Horizontal, x.Layout.Width)))
            return new LaneConstant(window.Cells, 1);
        Index rows = Counted("Row", output.Row, window.Vertical, x.Layout.Height, countPadding);
        return new LaneInteger(b.Let("count", rows * Counted("Column", output.Column, window.Horizontal, x.Layout.Width, countPadding)));
    }

    private void Reach(TensorView[] maps, Index sample, Index plane)
    {
        if (Edges is not null)
            _edges = b.Point("edgesOfSample", Edges.Pointer, sample * Edges.Sample);
        foreach (TensorView map in maps)
            _maps[map] = b.Point(map.Pointer.Name + "Map", map.Pointer, map.At(sample, plane));
    }

    private void Columns(Index row, Action<PoolCell> body) => b.For("column", 0, Outputs("Column"), wide ? b.Lanes : 1, column =>
    {
        if (x.IsBlocked && b.VectorsPerBlock > 1)
            b.For("lane", 0, Layout.Block, b.Lanes, lane => body(new PoolCell(row, column, lane)));
        else
            body(new PoolCell(row, column, 0));
    });

    private static Index Offset(TensorView map, PoolCell at) => (at.Row * map.Row) + (at.Column * map.Column) + at.Lane;

    private static bool Exceeds(WindowAxis w, Extent size) => w is AdaptiveAxis || size.IsOpen ? w is AdaptiveAxis || w.Ceiling : ((long)(w.Windows(size) - 1) * w.Stride) + w.Span > (long)size + w.Before + w.After;

    // Whether windows have different numbers of cells.
    private static bool Varies(WindowAxis w, Extent size) => w is AdaptiveAxis or DrawnAxis || w.IsClipped(size);

    private Index Start(string axis, Index position, WindowAxis w, Index extent) => w switch
    {
        AdaptiveAxis => b.Let("start" + axis, (position * extent) / Outputs(axis)),
        DrawnAxis => b.Let("start" + axis, Edge(axis, position)),
        _ => (position * w.Stride) - w.Before,
    };

    // The edges of the columns stand behind those of the rows.
    private LoadWhole Edge(string axis, Index position) =>
        new(_edges!, FirstEdge + (axis == "Row" ? position : Outputs("Row") + (position + 1)));

    // Where an adaptive window ends: the edge rounded up.
    private Index End(string axis, Index position, Index extent) => (((position + 1) * extent) + (Outputs(axis) - 1)) / Outputs(axis);

    private Size Outputs(string axis) => axis == "Row" ? new Size("OutputRows", y.Layout.Height) : new Size("OutputColumns", y.Layout.Width);

    private (Index First, Index End) Range(string axis, Index position, Index start, WindowAxis w, Extent size, Index extent)
    {
        if (w is AdaptiveAxis)
            return (0, b.Let("cells" + axis, End(axis, position, extent) - start));
        if (w is DrawnAxis drawn)
            return (0, b.Let("cells" + axis, Edge(axis, position + 1) + (drawn.Overlaps ? 1 : 0) - start));
        if (!w.IsClipped(size))
            return (0, w.Kernel);
        Index first = w.Before == 0 ? 0 : b.Let("first" + axis, (Index.Max(0, 0 - start) + (w.Dilation - 1)) / w.Dilation);
        Index end = b.Let("end" + axis, Index.Min(w.Kernel, (extent - start + (w.Dilation - 1)) / w.Dilation));
        return (first, end);
    }

    private Index Counted(string axis, Index position, WindowAxis w, Extent size, bool countPadding)
    {
        if (w is AdaptiveAxis)
            return End(axis, position, axis == "Row" ? x.Height : x.Width) - ((position * (axis == "Row" ? x.Height : x.Width)) / Outputs(axis));
        Index start = (position * w.Stride) - w.Before;
        int before = countPadding ? w.Before : 0, after = countPadding ? w.After : 0;
        Index end = Index.Min(start + w.Kernel, new Size($"Counted{axis}s", size + after));
        return end - Index.Max(start, -before);
    }
}

/// <summary>A position in a plane.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Column">Its column.</param>
/// <param name="Lane">First channel of the vector in its block.</param>
internal sealed record PoolCell(Index Row, Index Column, Index Lane);
