namespace Unfurl.Generator;

/// <summary>Copies a value from one layout to another: at the network's borders, before Flatten, between planar and blocked.</summary>
internal static class ReorderKernel
{
    public static Kernel Create(Layout source, Layout target)
    {
        if (source.Kind != target.Kind && source.IsGapless && target.IsGapless)
            (source, target) = (source.Flattened(), target.Flattened());
        var x = new TensorView(Kernel.X, source);
        var y = new TensorView(Kernel.Y, target);
        if (source.IsNatural && target.IsNatural)
            return new Kernel("Copy", "y = x", Kernels.Over("x", "y"), Widths: false, b => CopyVectors(b, x, y)) { Work = Kernels.Moving(source) / 2 };
        return source.Kind == target.Kind && source.Column == target.Column
            ? new Kernel("CopyRows", "y[c,i,j] = x[c,i,j], row by row", Kernels.Over("x", "y"), Widths: false, b => CopyRows(b, x, y)) { Work = Kernels.Moving(source) / 2 }
            : new Kernel(
                target.Kind == LayoutKind.Blocked ? "ToBlocked" : "ToPlanar",
                target.Kind == LayoutKind.Blocked ? "y[c/16,i,j,c%16] = x[c,i,j]" : "y[c,i,j] = x[c/16,i,j,c%16]",
                Kernels.Over("x", "y"),
                Widths: false,
                b => CopyBlocks(b, x, y)) { Work = Kernels.Moving(source, 4) };
    }

    /// <summary>The same together with the zeros around the target and behind it; null if the layouts differ too much for that.</summary>
    public static Kernel? WithBorder(Layout source, Layout target) =>
        source.Kind != target.Kind || source.IsPart || target.IsPart || target.Row == target.Width * target.Column ? null : new Kernel(
            "CopyPadded",
            "y[c,i,j] = x[c,i,j], 0 around the map",
            Kernels.Over("x", "y"),
            Widths: false,
            b => CopyPadded(b, new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target))) { Work = Kernels.Moving(source) };

    /// <summary>Copies some channels of a map to others of another, which need not fall on blocks.</summary>
    public static Kernel Channels(Layout source, int sourceFirst, Layout target, int targetFirst, int channels) => new(
        "CopyChannels",
        "y[c + d] = x[c]",
        Kernels.Over("x", "y"),
        Widths: false,
        b => CopyNumbers(
            b,
            new TensorView(Kernel.X, source),
            new TensorView(Kernel.Y, target),
            new Size("Channels", channels),
            new Size("FirstRead", sourceFirst),
            new Size("FirstWritten", targetFirst))) { Work = Kernels.Moving(source with { Channels = channels }, 4) };

    // As one run where there are no gaps: then the spans may overlap in any way.
    private static void CopyVectors(LoopBuilder b, TensorView x, TensorView y)
    {
        if (x.Layout.Sample == y.Layout.Sample)
        {
            b.Add(new CopyRun(y.Pointer, 0, x.Pointer, 0, Kernel.Samples * x.Sample));
            return;
        }

        var length = new Size("Length", x.Layout.Channels * x.Layout.Height * x.Layout.Width);
        b.Shared("sample", Kernel.Samples, sample =>
            b.Add(new CopyRun(y.Pointer, sample * y.Sample, x.Pointer, sample * x.Sample, length)));
    }

    private static void CopyRows(LoopBuilder b, TensorView x, TensorView y) =>
        b.Shared("sample", Kernel.Samples, "plane", x.Planes, 1, "row", x.Height, 1, (sample, plane, row) => b.Add(new CopyRun(
            y.Pointer, y.At(sample, plane, row, 0), x.Pointer, x.At(sample, plane, row, 0), x.Width * x.Column)));

    private static void CopyPadded(LoopBuilder b, TensorView x, TensorView y)
    {
        Layout layout = y.Layout;
        b.Shared("sample", Kernel.Samples, "plane", y.Planes, 1, (sample, plane) =>
        {
            Pointer map = b.Point("map", y.Pointer, (sample * y.Sample) + (plane * y.Plane));
            b.Add(new ClearRun(map, 0, y.Origin));
            b.Add(new CopyPaddedRows(map, y.Origin, y.Row, x.Pointer, x.At(sample, plane), x.Row, y.Height, y.Width * y.Column));

            // The last plane's zeros go on to the end of the sample.
            Index behind = ((plane + 1) / y.Planes) * new Size("Tail", layout.Tail);
            b.Add(new ClearRun(map, new Size("MapEnd", layout.End), behind + new Size("BottomBorder", layout.Plane - layout.End)));
        });
    }

    // Each row of a block is a matrix of 16 channels and so many columns, to be transposed.
    private static void CopyBlocks(LoopBuilder b, TensorView x, TensorView y) =>
        b.Shared("sample", Kernel.Samples, "block", x.Channels, Layout.Block, "row", x.Height, 1, (sample, first, row) =>
        {
            Pointer from = b.Point("from", x.Pointer, (sample * x.Sample) + x.Origin + x.Channel(first) + (row * x.Row));
            Pointer to = b.Point("to", y.Pointer, (sample * y.Sample) + y.Origin + y.Channel(first) + (row * y.Row));
            Index channels = b.Let("channels", Index.Min(Layout.Block, x.Channels - first));
            b.Add(y.IsBlocked
                ? new CopyTransposed(to, Layout.Block, from, x.Plane, channels, x.Width)
                : new CopyTransposed(to, y.Plane, from, Layout.Block, x.Width, channels));
        });

    private static void CopyNumbers(LoopBuilder b, TensorView x, TensorView y, Index channels, Index firstRead, Index firstWritten) =>
        b.Shared("sample", Kernel.Samples, "channel", channels, 1, (sample, channel) =>
        {
            Pointer from = b.Point("from", x.Pointer, (sample * x.Sample) + x.Origin + x.Channel(channel + firstRead));
            Pointer to = b.Point("to", y.Pointer, (sample * y.Sample) + y.Origin + y.Channel(channel + firstWritten));
            b.For("row", x.Height, row =>
                b.For("column", x.Width, column =>
                    b.Store(to, (row * y.Row) + (column * y.Column), b.LoadScalar(from, (row * x.Row) + (column * x.Column)))));
        });
}
