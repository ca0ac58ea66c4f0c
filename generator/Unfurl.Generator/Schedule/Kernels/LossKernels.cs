namespace Unfurl.Generator;

/// <summary>Losses and their gradients. Each loss is added to what the others gave; <c>scale</c> is the weight over the number of terms.</summary>
internal static class LossKernels
{
    private static readonly Lane Scale = new LaneArgument("scale");

    public static Kernel CrossEntropy(Layout logits) => new(
        "CrossEntropy",
        "loss += scale * sum over samples,i,j of log(sum over k of exp(x[k])) - x[label]",
        Kernels.ForLoss(["x", "loss"], "labels"),
        Widths: true,
        b =>
        {
            var x = new TensorView(Kernel.X, logits);
            var reduction = new ChannelReduction(b, [x]);
            LaneLocal total = b.Let("total", new LaneConstant(0, 1));
            reduction.Pixels((maps, pixel) =>
            {
                LaneLocal largest = reduction.Maximum(maps[0]);
                LaneLocal sum = reduction.Sum("sum", at => Lane.Of("exp", b.Load(maps[0], at[0]) - b.Spread(largest)));
                Lane own = b.LoadScalar(maps[0], x.Channel(b.Let("label", new LoadInteger(new Pointer("labels"), pixel))));
                b.Assign(total, total + (Lane.Of("log", sum) + (largest - own)));
            });
            b.AddTo(new Pointer("loss"), 0, total * Scale);
        });

    public static Kernel CrossEntropyGradient(Layout logits, Layout gradient) => new(
        "CrossEntropyGradient",
        "dx[c] = scale * (softmax(x)[c] - (1 if c = label))",
        Kernels.ForLoss(["x", "dx"], "labels"),
        Widths: true,
        b =>
        {
            var x = new TensorView(Kernel.X, logits);
            var dx = new TensorView(new Pointer("dx"), gradient);
            var reduction = new ChannelReduction(b, [x, dx]);
            reduction.Pixels((maps, pixel) =>
            {
                Lane largest = b.Spread(reduction.Maximum(maps[0]));
                LaneLocal sum = reduction.Sum("sum", at => Lane.Of("exp", b.Load(maps[0], at[0]) - largest));
                Lane factor = b.Spread(b.Let("factor", Scale / sum));
                reduction.Vectors((at, _) => b.Store(maps[1], at[1], Lane.Of("exp", b.Load(maps[0], at[0]) - largest) * factor));
                b.AddTo(maps[1], dx.Channel(b.Let("label", new LoadInteger(new Pointer("labels"), pixel))), Lane.Of("negate", Scale));
            });
        });

    public static Kernel SquaredError(Layout prediction) => new(
        "SquaredError",
        "loss += scale * sum over samples,c,i,j of (x[c,i,j] - target[c,i,j])^2",
        Kernels.ForLoss(["x", "targets", "loss"], null),
        Widths: false,
        b =>
        {
            LaneLocal total = b.Let("total", new LaneConstant(0, 1));
            OverNumbers(b, new TensorView(Kernel.X, prediction), (x, target, _) =>
            {
                LaneLocal difference = b.Let("difference", x - target);
                b.Assign(total, total + (difference * difference));
            });
            b.AddTo(new Pointer("loss"), 0, total * Scale);
        });

    public static Kernel SquaredErrorGradient(Layout prediction, Layout gradient) => new(
        "SquaredErrorGradient",
        "dx[c,i,j] = 2 scale * (x[c,i,j] - target[c,i,j])",
        Kernels.ForLoss(["x", "targets", "dx"], null),
        Widths: false,
        b =>
        {
            var dx = new TensorView(new Pointer("dx"), gradient);
            Lane twice = b.Let("twice", Scale + Scale);
            OverNumbers(b, new TensorView(Kernel.X, prediction), (x, target, at) =>
                b.Store(dx.Pointer, (at.Sample * dx.Sample) + dx.Origin + dx.Channel(at.Channel) + (at.Row * dx.Row) + (at.Column * dx.Column), (x - target) * twice));
        });

    // Targets stand in (C, H, W) order in the caller's span.
    private static void OverNumbers(LoopBuilder b, TensorView x, Action<Lane, Lane, (Index Sample, Index Channel, Index Row, Index Column)> body) =>
        b.For("sample", Kernel.Samples, sample =>
            b.For("channel", x.Channels, channel =>
                b.For("row", x.Height, row =>
                    b.For("column", x.Width, column => body(
                        b.LoadScalar(x.Pointer, (sample * x.Sample) + x.Origin + x.Channel(channel) + (row * x.Row) + (column * x.Column)),
                        b.LoadScalar(new Pointer("targets"), (((((sample * x.Channels) + channel) * x.Height) + row) * x.Width) + column),
                        (sample, channel, row, column))))));
}
