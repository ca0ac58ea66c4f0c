namespace Unfurl.Generator;

/// <summary>Cross-entropy and its gradient. The loss is added to what the others gave; <c>scale</c> is the weight over the number of labels.</summary>
internal static class CrossEntropyKernels
{
    private static readonly Lane Scale = new LaneArgument("scale");

    public static Kernel Loss(Layout logits) => new(
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

    public static Kernel Gradient(Layout logits, Layout gradient) => new(
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
}
