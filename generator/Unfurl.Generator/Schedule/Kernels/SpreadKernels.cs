namespace Unfurl.Generator;

/// <summary>One number per channel to all its pixels, and the sum over them.</summary>
internal static class SpreadKernels
{
    public static Kernel Forward(Layout source, Layout target) => new(
        "Spread",
        "y[c,i,j] = x[c]",
        Kernels.Over("x", "y"),
        Widths: true,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
            var walk = new ChannelWalk(b, y);
            walk.SharedPlanes(plane => b.For("sample", Kernel.Samples, sample =>
            {
                Lane[] value = walk.Vectors(v => y.IsBlocked && x.IsBlocked
                    ? b.Let("value", b.Load(x.Pointer, x.At(sample, plane) + (v * b.Lanes)))
                    : b.Let("value", b.Broadcast(x.Pointer, (sample * x.Sample) + x.Origin + x.Channel(plane))));
                walk.Pixels(sample, plane, [y], (at, v) => walk.Store(at[0], v, value[v]));
            }));
        }) { Work = Kernels.Moving(target) };

    public static Kernel Backward(Layout source, Layout target) => new(
        "PixelSum",
        "y[c] = sum over i,j of x[c,i,j]",
        Kernels.Over("x", "y"),
        Widths: true,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
            var walk = new ChannelWalk(b, x);
            walk.Planes(plane => b.For("sample", Kernel.Samples, sample =>
            {
                LaneLocal[] sums = walk.Vectors(v => b.Let("sum", b.Zero));
                walk.Sums(sample, plane, [x], [sums], (at, v) => [walk.Load(at[0], v)]);
                for (int v = 0; v < sums.Length; v++)
                {
                    if (x.IsBlocked)
                        b.Store(y.Pointer, y.At(sample, plane) + (v * b.Lanes), sums[v]);
                    else
                        b.Store(y.Pointer, (sample * y.Sample) + y.Origin + y.Channel(plane), Lane.Of("sum", sums[v]));
                }
            }));
        });
}
