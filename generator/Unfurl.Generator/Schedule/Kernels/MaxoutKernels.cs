namespace Unfurl.Generator;

/// <summary>The largest of several channels at every pixel, and its gradient: vectors along the width of a planar map. In a blocked one the channels compared are
/// lanes of one vector, and numbers go one by one.</summary>
internal static class MaxoutKernels
{
    public static Kernel Forward(Layout source, Layout target, int pieces) => new(
        "Maxout",
        "y[c,i,j] = max over p of x[c * pieces + p,i,j]",
        Kernels.Over("x", "y"),
        Widths: source.Kind == LayoutKind.Planar,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
            Pixels(b, y, (at, channel, left) =>
            {
                (LaneLocal largest, _) = Largest(b, x, at, channel, pieces, finds: false);
                Store(b, y, at.In(y, channel), left, largest);
            });
        });

    public static Kernel Backward(Layout source, Layout outputGradient, Layout inputGradient, int pieces) => new(
        "MaxoutGradient",
        "dx[c * pieces + p,i,j] = dy[c,i,j] where x[c * pieces + p,i,j] is the first of the largest, else 0",
        Kernels.Over("x", "dy", "dx"),
        Widths: source.Kind == LayoutKind.Planar,
        b =>
        {
            TensorView x = new(Kernel.X, source), dy = new(new Pointer("dy"), outputGradient), dx = new(new Pointer("dx"), inputGradient);
            Pixels(b, dy, (at, channel, left) =>
            {
                (_, LaneLocal? first) = Largest(b, x, at, channel, pieces, finds: true);
                LaneLocal g = b.Let("g", b.Load(dy.Pointer, at.In(dy, channel)));
                b.For("piece", Pieces(pieces), p =>
                    Store(b, dx, at.In(dx, (channel * Pieces(pieces)) + p), left, Lane.Where("==", b.Spread(new LaneInteger(p)), first!, g, b.Zero)));
            });
        });

    private static Size Pieces(int pieces) => new("Pieces", pieces);

    // A NaN is the largest wherever it stands.
    private static (LaneLocal Largest, LaneLocal? First) Largest(LoopBuilder b, TensorView x, At at, Index channel, int pieces, bool finds)
    {
        Index start = channel * Pieces(pieces);
        LaneLocal largest = b.Let("largest", b.Load(x.Pointer, at.In(x, start)));
        LaneLocal? first = finds ? b.Let("first", b.Zero) : null;
        b.For("next", 1, Pieces(pieces), 1, p =>
        {
            LaneLocal candidate = b.Let("candidate", b.Load(x.Pointer, at.In(x, start + p)));
            if (first is not null)
                b.Assign(first, Lane.Where(">", candidate, largest, b.Spread(new LaneInteger(p)), first));
            b.Assign(largest, Lane.Max(largest, candidate));
        });
        return (largest, first);
    }

    // The zeros past a planar row's end are the border of the next reader.
    private static void Store(LoopBuilder b, TensorView map, Index offset, Index left, Lane value) =>
        b.Store(map.Pointer, offset, map.IsBlocked ? value : Lane.First(left, value, b.Zero));

    private static void Pixels(LoopBuilder b, TensorView map, Action<At, Index, Index> body) =>
        b.For("sample", Kernel.Samples, sample =>
            b.For("channel", map.Channels, channel =>
                b.For("row", map.Height, row =>
                    b.For("column", 0, map.Width, b.Lanes, column => body(new At(sample, row, column), channel, map.Width - column)))));

    /// <summary>A pixel of a batch.</summary>
    private sealed record At(Index Sample, Index Row, Index Column)
    {
        public Index In(TensorView map, Index channel) => map.At(Sample, 0, Row, Column) + map.Channel(channel);
    }
}
