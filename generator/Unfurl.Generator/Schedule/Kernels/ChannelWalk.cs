namespace Unfurl.Generator;

/// <summary>Loops of what works channel by channel: over planes (16 channels, or one), samples and pixels, a vector of channels or of pixels at a time.</summary>
/// <param name="b">Where the plan is written.</param>
/// <param name="map">A map whose kind of layout all others share.</param>
internal sealed class ChannelWalk(LoopBuilder b, TensorView map)
{
    private Index? _left;

    /// <summary>Vectors of a plane that have numbers of their own per channel: those of a block, or one for the single channel.</summary>
    public int VectorCount => map.IsBlocked ? b.VectorsPerBlock : 1;

    public void Planes(Action<LoopVariable> body) => b.For("plane", map.Planes, body);

    /// <summary>The same where no plane depends on another.</summary>
    public void SharedPlanes(Action<LoopVariable> body) => b.Shared("plane", map.Planes, body);

    public T[] Vectors<T>(Func<int, T> value) => Enumerable.Range(0, VectorCount).Select(value).ToArray();

    /// <summary>A parameter's numbers for the channels of a plane.</summary>
    public Lane PerChannel(Pointer numbers, Index first, Index plane, int vector) => map.IsBlocked
        ? b.Load(numbers, first + (plane * Layout.Block) + (vector * b.Lanes))
        : b.Broadcast(numbers, first + plane);

    /// <summary>Calls <paramref name="body"/> with a pointer per map at every pixel, once for each vector.</summary>
    public void Pixels(Index sample, Index plane, TensorView[] maps, Action<Pointer[], int> body, Action? atRowEnd = null) =>
        b.For("row", map.Height, row =>
        {
            Pointer[] lines = maps.Select(m => b.Point(m.Pointer.Name + "Line", m.Pointer, m.At(sample, plane) + (row * m.Row))).ToArray();
            int step = map.IsBlocked ? Layout.Block : b.Lanes;
            b.For("column", 0, map.Width * map.Column, step, column =>
            {
                _left = map.IsBlocked ? null : map.Width - column;
                for (int v = 0; v < VectorCount; v++)
                    body(lines, v);
                foreach (Pointer line in lines)
                    b.Advance(line, step);
            });
            atRowEnd?.Invoke();
        });

    /// <summary>Adds a sample's sums of some terms to totals. Each row is summed apart first, so that long sums stay accurate.</summary>
    public void Sums(Index sample, Index plane, TensorView[] maps, LaneLocal[][] totals, Func<Pointer[], int, Lane[]> terms)
    {
        LaneLocal[][] sums = totals.Select(t => Vectors(v => b.Let("rowSum", b.Zero))).ToArray();
        Pixels(
            sample,
            plane,
            maps,
            (at, v) =>
            {
                Lane[] values = terms(at, v);
                for (int k = 0; k < values.Length; k++)
                    b.Assign(sums[k][v], sums[k][v] + values[k]);
            },
            () =>
            {
                for (int k = 0; k < sums.Length; k++)
                {
                    for (int v = 0; v < sums[k].Length; v++)
                    {
                        b.Assign(totals[k][v], totals[k][v] + sums[k][v]);
                        b.Assign(sums[k][v], b.Zero);
                    }
                }
            });
    }

    /// <summary>A total in every lane of its channel: of a single channel the lanes are partial sums.</summary>
    public Lane Total(LaneLocal lanes) => map.IsBlocked ? lanes : b.Spread(b.Let("sumOfLanes", Lane.Of("sum", lanes)));

    /// <summary>A vector of the pixel, zeros past the row's end.</summary>
    public Lane Load(Pointer at, int vector) => Inside(b.Load(at, vector * b.Lanes));

    /// <summary>Stores a vector of the pixel, zeros past the row's end: the border of the next reader.</summary>
    public void Store(Pointer at, int vector, Lane value) => b.Store(at, vector * b.Lanes, Inside(value));

    /// <summary>Zeros instead of what lies past the row's end.</summary>
    public Lane Inside(Lane value) => _left is null ? value : Lane.First(_left, value, b.Zero);
}
