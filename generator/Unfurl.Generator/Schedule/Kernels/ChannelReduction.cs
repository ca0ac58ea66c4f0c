namespace Unfurl.Generator;

/// <summary>Loops over all pixels of a blocked map, and over the blocks of one pixel, for what reduces over channels.</summary>
internal sealed class ChannelReduction(LoopBuilder b, TensorView[] maps)
{
    private readonly TensorView _first = maps[0];

    /// <summary>Calls <paramref name="body"/> with a pointer per map at every pixel, and the pixel's number in the batch.</summary>
    public void Pixels(Action<Pointer[], Index> body) => b.For("sample", Kernel.Samples, sample => b.For("row", _first.Height, row => Row(sample, row, body)));

    /// <summary>The same where no pixel depends on another.</summary>
    public void SharedPixels(Action<Pointer[], Index> body) =>
        b.Shared("sample", Kernel.Samples, "row", _first.Height, 1, (sample, row) => Row(sample, row, body));

    /// <summary>Calls <paramref name="body"/> with every vector of a pixel: its offset in each map, and how many of its lanes are channels.</summary>
    public void Vectors(Action<Index[], Index> body) => Vectors((at, _, left) => body(at, left));

    /// <summary>Calls <paramref name="body"/> with every vector of a pixel: its offset in each map, its first channel, and how many of its lanes are
    /// channels.</summary>
    public void Vectors(Action<Index[], Index, Index> body) => Vectors((at, channel, left, _) => body(at, channel, left));

    // The same with the vector's number in its block.
    private void Vectors(Action<Index[], Index, Index, int> body) =>
        b.For("block", _first.Planes, block =>
        {
            for (int v = 0; v < b.VectorsPerBlock; v++)
            {
                int lane = v * b.Lanes;
                body(maps.Select(m => (block * m.Plane) + lane).ToArray(), (block * Layout.Block) + lane, _first.Channels - (block * Layout.Block) - lane, v);
            }
        });

    private void Row(Index sample, Index row, Action<Pointer[], Index> body) => b.For("column", _first.Width, column => body(
        maps.Select(m => b.Point(m.Pointer.Name + "Pixel", m.Pointer, m.At(sample, 0, row, column))).ToArray(),
        (((sample * _first.Height) + row) * _first.Width) + column));

    /// <summary>The largest channel of a pixel.</summary>
    public LaneLocal Maximum(Pointer x)
    {
        LaneLocal largest = b.Let("largestLanes", b.Constant(float.NegativeInfinity));
        Vectors((at, channels) =>
            b.Assign(largest, Lane.Max(Lane.First(channels, b.Load(x, at[0]), b.Constant(float.NegativeInfinity)), largest)));
        return b.Let("largest", Lane.Of("maximum", largest));
    }

    /// <summary>The sum of a term over the channels of a pixel.</summary>
    public LaneLocal Sum(string name, Func<Index[], Lane> term) => Sum(name, (at, _) => term(at));

    /// <summary>The sum over the channels of a pixel of a term that knows its first channel: one partial sum for each of the 16 lanes of a block, so that its order is the same
    /// at every width.</summary>
    public LaneLocal Sum(string name, Func<Index[], Index, Lane> term)
    {
        LaneLocal[] sums = Enumerable.Range(0, b.VectorsPerBlock).Select(_ => b.Let(name + "Lanes", b.Zero)).ToArray();
        Vectors((at, channel, channels, v) => b.Assign(sums[v], sums[v] + Lane.First(channels, term(at, channel), b.Zero)));
        return b.SumAcross(name, sums);
    }
}
