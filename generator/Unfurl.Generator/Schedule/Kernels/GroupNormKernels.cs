namespace Unfurl.Generator;

/// <summary>Normalisation of each sample by itself: what is one number for each channel is a vector per sample, of one layout.</summary>
internal static class GroupNormKernels
{
    private static readonly Pointer Mean = new("mean"), Inverse = new("inverse"), Weight = new("weight"), Bias = new("bias"), Sums = new("sums");

    public static Kernel Average(Layout sums, Layout target, int groups, Extent count, bool weighted) => new(
        "GroupAverage",
        (weighted ? "y[c] = 1/m sum over k in c's group of weight[k] sums[k]" : "y[c] = 1/m sum over k in c's group of sums[k]"),
        weighted ? Kernels.Over("sums", "weight", "y") : Kernels.Over("sums", "y"),
        Widths: groups == 1,
        b =>
        {
            var (s, y) = (new TensorView(Sums, sums), new TensorView(Kernel.Y, target));
            LaneLocal m = b.Let("m", new LaneInteger(new Size("Count", count)));
            if (groups == 1)
                Whole(b, s, y, m, weighted);
            else
                PerGroup(b, s, y, m, groups, weighted);
        });

    public static Kernel Squares(Layout source, Layout mean) => new(
        "CentredSquares",
        "y[c] = sum over i,j of (x[c,i,j] - mean[c])^2",
        Kernels.Over("x", "mean", "y"),
        Widths: true,
        b => SumOverPixels(b, new TensorView(Kernel.X, source), new TensorView(Mean, mean), [], (walk, at, v, means) =>
        {
            Lane apart = b.Pass("apart", walk.Inside(b.Load(at[0], v * b.Lanes) - means[v]));
            return apart * apart;
        }));

    public static Kernel Products(Layout source, Layout mean, Layout gradient) => new(
        "CentredProducts",
        "y[c] = sum over i,j of (x[c,i,j] - mean[c]) dy[c,i,j]",
        Kernels.Over("x", "mean", "dy", "y"),
        Widths: true,
        b => SumOverPixels(
            b,
            new TensorView(Kernel.X, source),
            new TensorView(Mean, mean),
            [new TensorView(new Pointer("dy"), gradient)],
            (walk, at, v, means) => walk.Load(at[1], v) * walk.Inside(b.Load(at[0], v * b.Lanes) - means[v])));

    public static Kernel Normalize(Layout source, Layout mean, Layout target, bool affine, Expression? epilogue) => new(
        "GroupNormalize",
        (affine ? "y[c,i,j] = weight[c] (x[c,i,j] - mean[c]) inverse[c] + bias[c]" : "y[c,i,j] = (x[c,i,j] - mean[c]) inverse[c]")
            + (epilogue is null ? "" : $", then x => {epilogue}"),
        affine ? Kernels.Over("x", "mean", "inverse", "weight", "bias", "y") : Kernels.Over("x", "mean", "inverse", "y"),
        Widths: true,
        b =>
        {
            var (x, y, vector) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target), new TensorView(Mean, mean));
            var walk = new ChannelWalk(b, x);
            walk.Planes(plane =>
            {
                Lane[] weights = affine ? PerChannel(b, walk, Weight, 0, plane) : [], biases = affine ? PerChannel(b, walk, Bias, 0, plane) : [];
                b.For("sample", Kernel.Samples, sample =>
                {
                    Lane[] means = PerChannel(b, walk, Mean, sample * vector.Sample, plane), inverse = PerChannel(b, walk, Inverse, sample * vector.Sample, plane);
                    Lane[] scales = affine ? walk.Vectors(v => (Lane)b.Let("scale", weights[v] * inverse[v])) : inverse;
                    walk.Pixels(sample, plane, [x, y], (at, v) =>
                    {
                        Lane apart = b.Load(at[0], v * b.Lanes) - means[v];
                        Lane value = affine ? Lane.Fma(apart, scales[v], biases[v]) : apart * scales[v];
                        walk.Store(at[1], v, epilogue is null ? value : b.Apply(epilogue, _ => value));
                    });
                });
            });
        });

    public static Kernel InputGradient(Layout source, Layout mean, Layout outputGradient, Layout inputGradient, bool affine) => new(
        "GroupNormalizeInputGradient",
        $"dx[c,i,j] = inverse[c] ({(affine ? "weight[c] " : "")}dy[c,i,j] - average[c] - (x[c,i,j] - mean[c]) inverse[c] slope[c])",
        affine ? Kernels.Over("x", "mean", "inverse", "average", "slope", "dy", "weight", "dx") : Kernels.Over("x", "mean", "inverse", "average", "slope", "dy", "dx"),
        Widths: true,
        b =>
        {
            var (x, vector) = (new TensorView(Kernel.X, source), new TensorView(Mean, mean));
            var (dy, dx) = (new TensorView(new Pointer("dy"), outputGradient), new TensorView(new Pointer("dx"), inputGradient));
            var walk = new ChannelWalk(b, x);
            walk.Planes(plane =>
            {
                Lane[] weights = affine ? PerChannel(b, walk, Weight, 0, plane) : [];
                b.For("sample", Kernel.Samples, sample =>
                {
                    Index first = sample * vector.Sample;
                    Lane[] means = PerChannel(b, walk, Mean, first, plane), inverse = PerChannel(b, walk, Inverse, first, plane);
                    Lane[] averages = PerChannel(b, walk, new Pointer("average"), first, plane);
                    Lane[] slopes = walk.Vectors(v => (Lane)b.Let("steepness", walk.PerChannel(new Pointer("slope"), first, plane, v) * inverse[v]));
                    walk.Pixels(sample, plane, [x, dy, dx], (at, v) =>
                    {
                        Lane gradient = b.Load(at[1], v * b.Lanes);
                        Lane rest = (affine ? gradient * weights[v] : gradient) - averages[v];
                        walk.Store(at[2], v, (rest - ((b.Load(at[0], v * b.Lanes) - means[v]) * slopes[v])) * inverse[v]);
                    });
                });
            });
        });

    private static void Whole(LoopBuilder b, TensorView s, TensorView y, LaneLocal m, bool weighted)
    {
        var reduction = new ChannelReduction(b, [s, y]);
        reduction.Pixels((maps, _) =>
        {
            LaneLocal sum = reduction.Sum("sum", (at, channel) => weighted ? b.Load(maps[0], at[0]) * b.Load(Weight, channel) : b.Load(maps[0], at[0]));
            Lane average = b.Spread(b.Let("average", sum / m));
            reduction.Vectors((at, _) => b.Store(maps[1], at[1], average));
        });
    }

    private static void PerGroup(LoopBuilder b, TensorView s, TensorView y, LaneLocal m, int groups, bool weighted)
    {
        Index perGroup = new Size("GroupChannels", s.Layout.Channels / groups);
        b.For("sample", Kernel.Samples, sample => b.For("group", new Size("Groups", groups), group =>
        {
            LoopVariable first = b.Let("first", group * perGroup);
            LaneLocal sum = b.Let("sum", b.Zero);
            b.For("channel", first, first + perGroup, 1, c =>
            {
                Lane term = b.LoadScalar(Sums, (sample * s.Sample) + c);
                b.Assign(sum, sum + (weighted ? term * b.LoadScalar(Weight, c) : term));
            });
            LaneLocal average = b.Let("average", sum / m);
            b.For("channel", first, first + perGroup, 1, c => b.Store(y.Pointer, (sample * y.Sample) + c, average));
        }));
    }

    private static void SumOverPixels(LoopBuilder b, TensorView x, TensorView mean, TensorView[] others, Func<ChannelWalk, Pointer[], int, Lane[], Lane> term)
    {
        var walk = new ChannelWalk(b, x);
        walk.Planes(plane => b.For("sample", Kernel.Samples, sample =>
        {
            Index first = sample * mean.Sample;
            Lane[] means = PerChannel(b, walk, Mean, first, plane);
            LaneLocal[] totals = walk.Vectors(v => b.Let("total", b.Zero));
            walk.Sums(sample, plane, [x, .. others], [totals], (at, v) => [term(walk, at, v, means)]);
            for (int v = 0; v < totals.Length; v++)
            {
                if (x.IsBlocked)
                    b.Store(Kernel.Y, first + (plane * Layout.Block) + (v * b.Lanes), totals[v]);
                else
                    b.Store(Kernel.Y, first + plane, Lane.Of("sum", totals[v]));
            }
        }));
    }

    private static Lane[] PerChannel(LoopBuilder b, ChannelWalk walk, Pointer numbers, Index first, Index plane) =>
        walk.Vectors(v => (Lane)b.Let(numbers.Name + "Value", walk.PerChannel(numbers, first, plane, v)));
}
