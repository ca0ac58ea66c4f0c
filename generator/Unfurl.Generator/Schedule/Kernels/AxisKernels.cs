namespace Unfurl.Generator;

/// <summary>A map repeated along axes on which it has one number, and the sum over such axes; number by number, whatever the layouts.</summary>
internal static class AxisKernels
{
    public static Kernel Spread(Layout source, Layout target) => new(
        "SpreadAxes",
        "y[c,i,j] = x[c,i,j], an index being 0 where x has one number",
        Kernels.Over("x", "y"),
        Widths: false,
        b => Walk(b, new TensorView(Kernel.Y, target), new TensorView(Kernel.X, source), (to, at, from, part) => b.Store(to, at, b.LoadScalar(from, part))));

    public static Kernel Sum(Layout source, Layout target) => new(
        "SumAxes",
        "y[c,i,j] = sum of x[c,i,j] over the axes on which y has one number",
        Kernels.Over("x", "y"),
        Widths: false,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
            b.Add(new ClearRun(y.Pointer, 0, Kernel.Samples * y.Sample));
            Walk(b, x, y, (from, at, to, part) => b.AddTo(to, part, b.LoadScalar(from, at)));
        });

    // Every number of a map, and the number of the smaller one that it goes with.
    private static void Walk(LoopBuilder b, TensorView map, TensorView small, Action<Pointer, Index, Pointer, Index> body)
    {
        (Layout whole, Layout part) = (map.Layout, small.Layout);
        b.For("sample", Kernel.Samples, sample => b.For("channel", map.Channels, channel => b.For("row", map.Height, row =>
        {
            Pointer line = b.Point("line", map.Pointer, (sample * map.Sample) + map.Origin + map.Channel(channel) + (row * map.Row));
            Index smallChannel = part.Channels < whole.Channels ? 0 : small.Channel(channel), smallRow = part.Height < whole.Height ? 0 : row * small.Row;
            Pointer other = b.Point("other", small.Pointer, (sample * small.Sample) + small.Origin + smallChannel + smallRow);
            b.For("column", map.Width, column => body(line, column * map.Column, other, part.Width < whole.Width ? 0 : column * small.Column));
        })));
    }
}
