namespace Unfurl.Generator;

/// <summary>Batch normalisation, forward and backward: channel by channel, sums of rows first so that long sums stay accurate.</summary>
internal static class NormalizationKernels
{
    private static readonly Pointer MomentsAt = new("moments"), SumsAt = new("sums"), Weight = new("weight"), Bias = new("bias");

    public static Kernel Moments(Layout source) => new(
        "BatchMoments",
        "mean[c] = sum over samples,i,j of x[c,i,j] / m, var[c] = sum of (x[c,i,j] - mean[c])^2 / m",
        Kernels.Over("x", "moments"),
        Widths: true,
        b =>
        {
            var x = new TensorView(Kernel.X, source);
            var walk = new ChannelWalk(b, x);
            Lane count = b.Spread(b.Let("count", new LaneInteger(Kernel.Samples * (x.Height * x.Width))));
            walk.Planes(plane =>
            {
                Lane[] means = Average(b, walk, x, plane, (at, v) => walk.Load(at, v), count, "mean");
                Lane[] variances = Average(
                    b,
                    walk,
                    x,
                    plane,
                    (at, v) =>
                    {
                        Lane apart = b.Pass("apart", walk.Inside(b.Load(at, v * b.Lanes) - means[v]));
                        return apart * apart;
                    },
                    count,
                    "variance");
                for (int v = 0; v < means.Length; v++)
                {
                    Store(b, x, plane, v, MomentsAt, 0, means[v]);
                    Store(b, x, plane, v, MomentsAt, Row(x), variances[v]);
                }
            });
        });

    public static Kernel UpdateRunning(int channels, double momentum, int pixels) => new(
        "UpdateRunning",
        "running = (1 - momentum) running + momentum batch, the variance times m / (m - 1)",
        Kernels.Over("moments", "mean", "variance"),
        Widths: false,
        b =>
        {
            LaneLocal count = b.Let("count", new LaneInteger(Kernel.Samples * new Size("Pixels", pixels)));
            LaneLocal unbiased = b.Let("unbiased", count / (count - new LaneConstant(1, 1)));
            b.For("channel", new Size("Channels", channels), c =>
            {
                Move(new Pointer("mean"), c, b.LoadScalar(MomentsAt, c));
                Move(new Pointer("variance"), c, b.LoadScalar(MomentsAt, c + new Size("RowLength", Layout.RoundUp(channels))) * unbiased);
            });

            void Move(Pointer running, Index c, Lane batch) => b.Store(
                running, c, (b.LoadScalar(running, c) * new LaneConstant((float)(1 - momentum), 1)) + (batch * new LaneConstant((float)momentum, 1)));
        });

    public static Kernel Normalize(Layout source, Layout target, double epsilon, bool affine, Expression? epilogue) => new(
        "Normalize",
        (affine ? "y[c,i,j] = w[c] (x[c,i,j] - mean[c]) / sqrt(var[c] + epsilon) + b[c]" : "y[c,i,j] = (x[c,i,j] - mean[c]) / sqrt(var[c] + epsilon)")
            + (epilogue is null ? "" : $", then x => {epilogue}"),
        affine ? Kernels.Over("x", "moments", "weight", "bias", "y") : Kernels.Over("x", "moments", "y"),
        Widths: true,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
            var walk = new ChannelWalk(b, x);
            walk.Planes(plane =>
            {
                Lane[] means = walk.Vectors(v => (Lane)b.Let("mean", walk.PerChannel(MomentsAt, 0, plane, v)));
                Lane[] scales = Scales(b, walk, x, plane, epsilon, affine);
                Lane[] biases = affine ? walk.Vectors(v => (Lane)b.Let("biasValue", walk.PerChannel(Bias, 0, plane, v))) : [];
                b.For("sample", Kernel.Samples, sample => walk.Pixels(sample, plane, [x, y], (at, v) =>
                {
                    Lane apart = b.Load(at[0], v * b.Lanes) - means[v];
                    Lane value = affine ? Lane.Fma(apart, scales[v], biases[v]) : apart * scales[v];
                    walk.Store(at[1], v, Finish(b, epilogue, value));
                }));
            });
        });

    public static Kernel Affine(Layout source, Layout target, bool shifts, Expression? epilogue) => new(
        "ChannelAffine",
        (shifts ? "y[c,i,j] = scale[c] x[c,i,j] + shift[c]" : "y[c,i,j] = scale[c] x[c,i,j]") + (epilogue is null ? "" : $", then x => {epilogue}"),
        shifts ? Kernels.Over("x", "scale", "shift", "y") : Kernels.Over("x", "scale", "y"),
        Widths: true,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
            var walk = new ChannelWalk(b, x);
            walk.SharedPlanes(plane =>
            {
                Lane[] scales = walk.Vectors(v => (Lane)b.Let("scaleValue", walk.PerChannel(new Pointer("scale"), 0, plane, v)));
                Lane[] offsets = shifts ? walk.Vectors(v => (Lane)b.Let("shiftValue", walk.PerChannel(new Pointer("shift"), 0, plane, v))) : [];
                b.For("sample", Kernel.Samples, sample => walk.Pixels(sample, plane, [x, y], (at, v) =>
                {
                    Lane value = b.Load(at[0], v * b.Lanes);
                    walk.Store(at[1], v, Finish(b, epilogue, shifts ? Lane.Fma(value, scales[v], offsets[v]) : value * scales[v]));
                }));
            });
        }) { Work = Kernels.Moving(target) };

    public static Kernel Sums(Layout source, Layout gradient, double epsilon) => new(
        "NormalizationSums",
        "sums[0,c] = sum over samples,i,j of dy[c,i,j], sums[1,c] = sum of dy[c,i,j] (x[c,i,j] - mean[c]) / sqrt(var[c] + epsilon)",
        Kernels.Over("x", "moments", "dy", "sums"),
        Widths: true,
        b =>
        {
            var (x, dy) = (new TensorView(Kernel.X, source), new TensorView(new Pointer("dy"), gradient));
            var walk = new ChannelWalk(b, x);
            walk.Planes(plane =>
            {
                Lane[] means = walk.Vectors(v => (Lane)b.Let("mean", walk.PerChannel(MomentsAt, 0, plane, v)));
                Lane[] scales = Scales(b, walk, x, plane, epsilon, affine: false);
                LaneLocal[] first = walk.Vectors(v => b.Let("total", b.Zero)), second = walk.Vectors(v => b.Let("totalApart", b.Zero));
                b.For("sample", Kernel.Samples, sample => walk.Sums(sample, plane, [x, dy], [first, second], (at, v) =>
                {
                    Lane g = b.Pass("g", walk.Load(at[1], v));
                    return [g, g * walk.Inside(b.Load(at[0], v * b.Lanes) - means[v])];
                }));
                for (int v = 0; v < first.Length; v++)
                {
                    Store(b, x, plane, v, SumsAt, 0, walk.Total(first[v]));
                    Store(b, x, plane, v, SumsAt, Row(x), walk.Total(second[v]) * scales[v]);
                }
            });
        });

    public static Kernel InputGradient(Layout source, Layout outputGradient, Layout inputGradient, double epsilon, bool affine) => new(
        "NormalizeInputGradient",
        $"dx[c,i,j] = {(affine ? "w[c]" : "1")} / sqrt(var[c] + epsilon) (dy[c,i,j] - sums[0,c] / m - (x[c,i,j] - mean[c]) / sqrt(var[c] + epsilon) sums[1,c] / m)",
        affine ? Kernels.Over("x", "moments", "sums", "dy", "weight", "dx") : Kernels.Over("x", "moments", "sums", "dy", "dx"),
        Widths: true,
        b =>
        {
            var (x, dy, dx) = (new TensorView(Kernel.X, source), new TensorView(new Pointer("dy"), outputGradient), new TensorView(new Pointer("dx"), inputGradient));
            var walk = new ChannelWalk(b, x);
            Lane count = b.Spread(b.Let("count", new LaneInteger(Kernel.Samples * (x.Height * x.Width))));
            walk.Planes(plane =>
            {
                Lane[] means = walk.Vectors(v => (Lane)b.Let("mean", walk.PerChannel(MomentsAt, 0, plane, v)));
                Lane[] inverse = Scales(b, walk, x, plane, epsilon, affine: false);
                Lane[] scales = affine ? walk.Vectors(v => (Lane)b.Let("scale", inverse[v] * walk.PerChannel(Weight, 0, plane, v))) : inverse;
                Lane[] average = walk.Vectors(v => (Lane)b.Let("average", walk.PerChannel(SumsAt, 0, plane, v) / count));
                Lane[] slope = walk.Vectors(v => (Lane)b.Let("slope", (walk.PerChannel(SumsAt, Row(x), plane, v) / count) * inverse[v]));
                b.For("sample", Kernel.Samples, sample => walk.Pixels(sample, plane, [x, dy, dx], (at, v) =>
                {
                    Lane apart = b.Load(at[0], v * b.Lanes) - means[v];
                    Lane rest = (b.Load(at[1], v * b.Lanes) - average[v]) - (apart * slope[v]);
                    walk.Store(at[2], v, rest * scales[v]);
                }));
            });
        });

    /// <summary>Adds a row of a statistic to a gradient.</summary>
    public static Kernel AddRow(int channels) => new(
        "AddRow",
        "gradient[c] += sums[c]",
        Kernels.Once("sums", "gradient"),
        Widths: false,
        b => b.For("channel", new Size("Channels", channels), c => b.AddTo(new Pointer("gradient"), c, b.LoadScalar(SumsAt, c))));

    private static Index Row(TensorView x) => new Size("StatisticRow", Layout.RoundUp(x.Layout.Channels));

    private static Lane Finish(LoopBuilder b, Expression? epilogue, Lane value) => epilogue is null ? value : b.Apply(epilogue, _ => value);

    // 1 / sqrt(var + epsilon), times w.
    private static Lane[] Scales(LoopBuilder b, ChannelWalk walk, TensorView x, Index plane, double epsilon, bool affine) => walk.Vectors(v =>
    {
        Lane variance = walk.PerChannel(MomentsAt, Row(x), plane, v);
        Lane above = affine ? walk.PerChannel(Weight, 0, plane, v) : b.Constant(1);
        return (Lane)b.Let("inverse", above / Lane.Of("sqrt", variance + b.Constant((float)epsilon)));
    });

    private static Lane[] Average(LoopBuilder b, ChannelWalk walk, TensorView x, Index plane, Func<Pointer, int, Lane> term, Lane count, string name)
    {
        LaneLocal[] totals = walk.Vectors(v => b.Let(name + "Total", b.Zero));
        b.For("sample", Kernel.Samples, sample => walk.Sums(sample, plane, [x], [totals], (at, v) => [term(at[0], v)]));
        return walk.Vectors(v => (Lane)b.Let(name, walk.Total(totals[v]) / count));
    }

    private static void Store(LoopBuilder b, TensorView x, Index plane, int vector, Pointer numbers, Index row, Lane value)
    {
        if (x.IsBlocked)
            b.Store(numbers, row + (plane * Layout.Block) + (vector * b.Lanes), value);
        else
            b.Store(numbers, row + plane, First(b, value));
    }

    // All lanes are equal.
    private static Lane First(LoopBuilder b, Lane value) => b.Lanes == 1 ? value : new LaneCall("first", 1, value);
}
