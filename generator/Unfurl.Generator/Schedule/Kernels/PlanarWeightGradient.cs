namespace Unfurl.Generator;

/// <summary>Gradient of convolution weights with vectors along the width: lanes hold partial sums, added up at the end of each sample's map.</summary>
/// <remarks>Lanes past the row's end contribute nothing, because planar gradients hold zeros there.</remarks>
internal static class PlanarWeightGradient
{
    public static Kernel Create(Layout source, Layout gradient, ChannelGroups groups, TapGrid taps, PositionAxis rows, TapRange range) => new(
        $"WeightGradientWide{(groups.IsGrouped ? "Grouped" : "")}{taps.Rows.Count}x{taps.Columns.Count}",
        "dw[o,c,r,s] += sum over samples,i,j of dy[o,i,j] x[c,i+r,j+s]",
        Kernels.Over("x", "dy", "gradient"),
        Widths: true,
        b => Write(b, source, gradient, groups, taps, rows, range)) { IsSpecialised = true, Identity = ("planar", source, gradient, groups, taps, rows, range) };

    /// <summary>Output channels summed at once: each input vector that is loaded meets them all.</summary>
    public static int Outputs(ChannelGroups groups) => Enumerable.Range(1, 4).Last(o => groups.Target % o == 0);

    private static void Write(LoopBuilder b, Layout source, Layout gradient, ChannelGroups groups, TapGrid taps, PositionAxis rows, TapRange range)
    {
        var x = new TensorView(Kernel.X, source);
        var dy = new TensorView(new Pointer("dy"), gradient);
        int most = Math.Min(24, b.Registers - 4);
        int outputs = Outputs(groups);
        Index inputs = groups.IsGrouped ? new Size("GroupSources", groups.Source) : x.Channels;
        int perRun = Math.Min(taps.Count, most / outputs);
        b.For("sample", Kernel.Samples, sample =>
            b.For("output", 0, dy.Channels, outputs, output =>
                b.For("channel", inputs, channel =>
                {
                    Pointer input = b.Point("input", x.Pointer, x.At(sample, channel + groups.GroupOf(output)));
                    Pointer slope = b.Point("slope", dy.Pointer, dy.At(sample, output));
                    Pointer sumsAt = b.Point("sums", new Pointer("gradient"), groups.Shares ? 0 : ((output * inputs) + channel) * taps.Count);
                    for (int first = range.First; first < range.First + range.Count; first += perRun)
                        Run(b, x, dy, taps, rows, inputs, first, Math.Min(perRun, range.First + range.Count - first), outputs, input, slope, sumsAt);
                })));
    }

    private static void Run(
        LoopBuilder b, TensorView x, TensorView dy, TapGrid taps, PositionAxis rows, Index inputs, int first, int count, int outputs, Pointer input, Pointer slope, Pointer sumsAt)
    {
        var sums = new LaneLocal[outputs, count];
        for (int o = 0; o < outputs; o++)
        {
            for (int k = 0; k < count; k++)
                sums[o, k] = b.Let($"sum{o}_{k}", b.Zero);
        }

        b.For("row", dy.Height, row =>
        {
            Pointer line = b.Point("line", input, row * rows.Read * x.Row);
            Pointer slopeLine = b.Point("slopeLine", slope, row * dy.Row);
            b.For("column", 0, dy.Width, b.Lanes, _ =>
            {
                var g = new Lane[outputs];
                for (int o = 0; o < outputs; o++)
                    g[o] = b.Let("g", b.Load(slopeLine, o * dy.Plane));
                for (int k = 0; k < count; k++)
                {
                    int r = (first + k) / taps.Columns.Count, s = (first + k) % taps.Columns.Count;
                    Lane value = b.Pass("value", b.Load(line, (taps.Rows.Offset(r) * x.Row) + taps.Columns.Offset(s)));
                    for (int o = 0; o < outputs; o++)
                        b.Assign(sums[o, k], Lane.Fma(g[o], value, sums[o, k]));
                }

                b.Advance(line, b.Lanes);
                b.Advance(slopeLine, b.Lanes);
            });
        });
        for (int o = 0; o < outputs; o++)
        {
            for (int k = 0; k < count; k++)
                b.AddTo(sumsAt, (o * inputs * taps.Count) + taps.Weight((first + k) / taps.Columns.Count, (first + k) % taps.Columns.Count), Lane.Of("sum", sums[o, k]));
        }
    }
}
