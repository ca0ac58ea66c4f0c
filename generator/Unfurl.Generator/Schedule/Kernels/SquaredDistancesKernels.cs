namespace Unfurl.Generator;

/// <summary>Squared distances of points from centres, and their gradients: vectors along the features, the rest of a row one by one.</summary>
internal static class SquaredDistancesKernels
{
    private static readonly Pointer Centres = new("centres"), Gradient = new("gradient");

    public static Kernel Forward(Layout source, Layout target) => new(
        "SquaredDistances",
        "y[o] = sum over i of (x[i] - c[o,i])^2",
        Kernels.Over("x", "centres", "y"),
        Widths: true,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
            b.For("sample", Kernel.Samples, sample =>
                b.For("output", y.Channels, o =>
                {
                    Pointer point = b.Point("point", x.Pointer, x.At(sample, 0)), centre = b.Point("centre", Centres, o * x.Channels);
                    LaneLocal sums = b.Let("sums", b.Zero), rest = b.Let("rest", new LaneConstant(0, 1));
                    Features(b, x, (i, lanes) =>
                    {
                        LaneLocal apart = b.Let("apart", new LaneLoad(point, i, lanes) - new LaneLoad(centre, i, lanes));
                        LaneLocal sum = lanes == 1 ? rest : sums;
                        b.Assign(sum, Lane.Fma(apart, apart, sum));
                    });
                    b.Store(y.Pointer, y.At(sample, 0) + o, Lane.Of("sum", sums) + rest);
                }));
        });

    public static Kernel InputGradient(Layout source, Layout outputGradient, Layout inputGradient) => new(
        "SquaredDistancesInputGradient",
        "dx[i] = 2 sum over o of dy[o] (x[i] - c[o,i])",
        Kernels.Over("x", "centres", "dy", "dx"),
        Widths: true,
        b =>
        {
            TensorView x = new(Kernel.X, source), dy = new(new Pointer("dy"), outputGradient), dx = new(new Pointer("dx"), inputGradient);
            b.For("sample", Kernel.Samples, sample =>
            {
                Pointer point = b.Point("point", x.Pointer, x.At(sample, 0)), slopes = b.Point("slopes", dy.Pointer, dy.At(sample, 0));
                Features(b, x, (i, lanes) =>
                {
                    LaneLocal number = b.Let("number", new LaneLoad(point, i, lanes)), sum = b.Let("sum", new LaneConstant(0, lanes));
                    b.For("output", dy.Channels, o => b.Assign(
                        sum, Lane.Fma(number - new LaneLoad(Centres, (o * x.Channels) + i, lanes), Spread(b.LoadScalar(slopes, o), lanes), sum)));
                    b.Store(dx.Pointer, dx.At(sample, 0) + i, sum + sum);
                });
            });
        });

    public static Kernel CentreGradient(Layout source, Layout outputGradient) => new(
        "SquaredDistancesCentreGradient",
        "dc[o,i] += 2 sum over samples of dy[o] (c[o,i] - x[i])",
        Kernels.Over("x", "centres", "dy", "gradient"),
        Widths: true,
        b =>
        {
            TensorView x = new(Kernel.X, source), dy = new(new Pointer("dy"), outputGradient);
            b.For("output", dy.Channels, o =>
                Features(b, x, (i, lanes) =>
                {
                    Index at = (o * x.Channels) + i;
                    LaneLocal number = b.Let("number", new LaneLoad(Centres, at, lanes)), sum = b.Let("sum", new LaneConstant(0, lanes));
                    b.For("sample", Kernel.Samples, sample => b.Assign(
                        sum,
                        Lane.Fma(number - new LaneLoad(x.Pointer, x.At(sample, 0) + i, lanes), Spread(b.LoadScalar(dy.Pointer, dy.At(sample, 0) + o), lanes), sum)));
                    b.AddTo(Gradient, at, sum + sum);
                }));
        });

    private static Lane Spread(Lane scalar, int lanes) => lanes == 1 ? scalar : new LaneSpread(scalar, lanes);

    // Rows of centres follow each other without a gap: what is left of one must not be read with the next.
    private static void Features(LoopBuilder b, TensorView x, Action<Index, int> body)
    {
        Index whole = x.Channels / b.Lanes * b.Lanes;
        b.For("feature", 0, whole, b.Lanes, i => body(i, b.Lanes));
        b.For("last", whole, x.Channels, 1, i => body(i, 1));
    }
}
