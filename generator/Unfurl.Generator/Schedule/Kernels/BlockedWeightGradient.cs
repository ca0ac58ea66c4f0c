namespace Unfurl.Generator;

/// <summary>Gradient of convolution weights with vectors along 16 output channels: dw[o,c,r,s] = sum over i,j of dy[o,i,j] x[c, i S + r D - P, ..].</summary>
/// <remarks>The sums of some taps and input channels stay in registers while one sample's map passes by; results are packed as the forward
/// weights are, and unpacked into the natural gradient once per batch.</remarks>
internal static class BlockedWeightGradient
{
    /// <summary>Kernel columns whose sums fit the registers of every width.</summary>
    public const int MostColumns = 13;

    public static Kernel Create(
        Layout source, Layout gradient, ChannelGroups groups, TapGrid taps, PositionAxis rows, PositionAxis columns, TapRange range) => new(
        $"WeightGradient{(groups.IsDepthwise ? "Depthwise" : groups.IsGrouped ? "Grouped" : "")}{taps.Rows.Count}x{taps.Columns.Count}",
        "packed[o,c,r,s] = sum over samples,i,j of dy[o,i,j] x[c,i+r,j+s]",
        Kernels.Over("x", "dy", "packed"),
        Widths: true,
        b => Write(b, source, gradient, groups, taps, rows, columns, range)) { IsSpecialised = true, Identity = ("blocked", source, gradient, groups, taps, rows, columns, range) };

    private static void Write(
        LoopBuilder b, Layout source, Layout gradient, ChannelGroups groups, TapGrid taps, PositionAxis rows, PositionAxis columns, TapRange range)
    {
        var x = new TensorView(Kernel.X, source);
        var dy = new TensorView(new Pointer("dy"), gradient);
        var packed = new Pointer("packed");
        int perChannel = taps.Count * Layout.Block;
        if (range.First == 0)
            b.Add(new ClearRun(packed, 0, new Size("PackedLength", gradient.Blocks * groups.Band * perChannel)));

        int sums = Math.Min(24, b.Registers - 3);

        // Large kernels row by row: the text stays short, and no run is left over with a single tap.
        bool byRows = taps.Count > sums && taps.Columns.Count <= MostColumns;
        int perRun = byRows ? taps.Columns.Count : Math.Min(taps.Count, sums);
        int channels = groups.IsGrouped ? 1 : Channels(source, sums / perRun);
        Index band = groups.IsGrouped ? new Size("Band", groups.Band) : x.Channels;
        b.For("sample", Kernel.Samples, sample =>
            b.For("block", dy.Planes, block =>
                b.For("channel", 0, band, channels, channel => OverVectors(b, lane =>
                {
                    Pointer sumsAt = b.Point("sums", packed, (((block * band) + channel) * perChannel) + lane);
                    Index read = groups.IsDepthwise ? (block * x.Plane) + lane : x.Channel(channel + groups.FirstOf(block));
                    Pointer input = b.Point("input", x.Pointer, (sample * x.Sample) + x.Origin + read);
                    Pointer slope = b.Point("slope", dy.Pointer, dy.At(sample, block) + lane);
                    if (byRows)
                    {
                        Pointer kernelRow = b.Point("kernelRow", input, taps.Rows.FirstOffset * x.Row);
                        TapGrid line = taps with { Rows = taps.Rows with { Count = 1, FirstOffset = 0 } };
                        b.For("r", taps.Rows.Count, _ =>
                        {
                            Run(b, x, dy, line, rows, columns, new TapTile(0, perRun, channels, groups.IsDepthwise, taps.Count), kernelRow, slope, sumsAt);
                            b.Advance(kernelRow, taps.Rows.OffsetStep * x.Row);
                            b.Advance(sumsAt, perRun * Layout.Block);
                        });
                        return;
                    }

                    for (int first = range.First; first < range.First + range.Count; first += perRun)
                        Run(b, x, dy, taps, rows, columns, new TapTile(first, Math.Min(perRun, range.First + range.Count - first), channels, groups.IsDepthwise, taps.Count), input, slope, sumsAt);
                }))));
    }

    // The vectors of a block one after the other.
    private static void OverVectors(LoopBuilder b, Action<Index> body)
    {
        if (b.VectorsPerBlock == 1)
            body(0);
        else
            b.For("lane", 0, Layout.Block, b.Lanes, body);
    }

    // Input channels summed together: a divisor of their number, and within one block.
    private static int Channels(Layout source, int most) => Enumerable
        .Range(1, Math.Max(1, Math.Min(most, 8)))
        .Last(c => source.Channels % c == 0 && (source.Kind == LayoutKind.Planar || Layout.Block % c == 0));

    private static void Run(
        LoopBuilder b, TensorView x, TensorView dy, TapGrid taps, PositionAxis rows, PositionAxis columns, TapTile run, Pointer input, Pointer slope, Pointer sumsAt)
    {
        int count = run.Taps * run.Channels;
        LaneLocal[] sums = Enumerable.Range(0, count).Select(k => b.Pass(InvariantText.Of($"sum{k}"), b.Load(sumsAt, At(k)))).ToArray();
        b.For("row", new Size("Rows", rows.Count), row =>
        {
            Pointer line = b.Point("line", input, row * rows.Read * x.Row);
            Pointer slopeLine = b.Point("slopeLine", slope, row * dy.Row);
            b.For("column", new Size("Columns", columns.Count), _ =>
            {
                Lane g = b.Let("g", b.Load(slopeLine, 0));
                for (int k = 0; k < count; k++)
                {
                    int tap = run.First + (k % run.Taps), channel = k / run.Taps;
                    int r = tap / taps.Columns.Count, s = tap % taps.Columns.Count;
                    Index cell = (taps.Rows.Offset(r) * x.Row) + (taps.Columns.Offset(s) * x.Column)
                        + (x.IsBlocked ? channel : channel * x.Plane);
                    b.Assign(sums[k], Lane.Fma(g, run.IsDepthwise ? b.Load(line, cell) : b.Broadcast(line, cell), sums[k]));
                }

                b.Advance(line, columns.Read * x.Column);
                b.Advance(slopeLine, Layout.Block);
            });
        });
        for (int k = 0; k < count; k++)
            b.Store(sumsAt, At(k), sums[k]);

        Index At(int k) => ((k / run.Taps * run.PerChannel) + run.First + (k % run.Taps)) * Layout.Block;
    }

    private sealed record TapTile(int First, int Taps, int Channels, bool IsDepthwise, int PerChannel);
}
