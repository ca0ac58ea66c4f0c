namespace Unfurl.Generator;

/// <summary>Cross-entropy and its gradient. The loss is added to what the others gave; <c>scale</c> is the weight over the number of labels, or the weight alone
/// where what the labels count is only known when they are.</summary>
internal static class CrossEntropyKernels
{
    private static readonly Lane Scale = new LaneArgument("scale");
    private static readonly Lane Nothing = new LaneConstant(0, 1);

    public static Kernel Loss(Layout logits, CrossEntropyOptions options) => new(
        "CrossEntropy",
        options.IsPlain
            ? "loss += scale * sum over samples,i,j of log(sum over k of exp(x[k])) - x[label]"
            : $"loss += {ScaleText(options)} * sum over samples,i,j of sum over c of {options.Describe()} * (log(sum over k of exp(x[k])) - x[c])",
        Kernels.ForLoss(["x", "loss"], "labels"),
        Widths: true,
        b =>
        {
            var x = new TensorView(Kernel.X, logits);
            var reduction = new ChannelReduction(b, [x]);
            LaneLocal total = b.Let("total", Nothing);
            var labels = new LabelWeights(b, options, x.Channels);
            LaneLocal? counted = options.CountsLabels ? b.Let("counted", Nothing) : null;
            reduction.Pixels((maps, pixel) =>
            {
                LaneLocal largest = reduction.Maximum(maps[0]);
                LaneLocal sum = reduction.Sum("sum", at => Lane.Of("exp", b.Load(maps[0], at[0]) - b.Spread(largest)));
                Label label = labels.Read(pixel);
                Lane logarithm = Lane.Of("log", sum), own = largest - b.LoadScalar(maps[0], x.Channel(label.Class));
                if (counted is not null)
                    b.Assign(counted, counted + labels.Of(label));
                if (options.LabelSmoothing > 0)
                    logarithm = b.Let("logarithm", logarithm);
                Lane term = labels.Weighted(label, logarithm + own);
                if (options.LabelSmoothing > 0)
                {
                    LaneLocal others = reduction.Sum("others", (at, channel) => labels.WeightedChannels(channel, b.Spread(largest) - b.Load(maps[0], at[0])));
                    term = (Number(options.OwnShare) * term) + (Number(options.EvenShare) * ((Number(options.ClassWeightSum) * logarithm) + others));
                }

                b.Assign(total, total + labels.Counted(label, term));
            });
            b.AddTo(new Pointer("loss"), 0, counted is null ? total * Scale : Lane.Where(">", counted, Nothing, total * Scale / counted, Nothing));
        });

    public static Kernel Gradient(Layout logits, Layout gradient, CrossEntropyOptions options) => new(
        "CrossEntropyGradient",
        options.IsPlain
            ? "dx[c] = scale * (softmax(x)[c] - (1 if c = label))"
            : $"dx[c] = {ScaleText(options)} * (softmax(x)[c] * (sum over k of q[k]) - q[c]), q[c] = {options.Describe()}",
        Kernels.ForLoss(["x", "dx"], "labels"),
        Widths: true,
        b =>
        {
            var x = new TensorView(Kernel.X, logits);
            var dx = new TensorView(new Pointer("dx"), gradient);
            var reduction = new ChannelReduction(b, [x, dx]);
            var labels = new LabelWeights(b, options, x.Channels);
            Lane scale = options.CountsLabels ? Share(b, labels, x) : Scale;
            reduction.Pixels((maps, pixel) =>
            {
                Lane largest = b.Spread(reduction.Maximum(maps[0]));
                LaneLocal sum = reduction.Sum("sum", at => Lane.Of("exp", b.Load(maps[0], at[0]) - largest));
                if (options.IsPlain)
                {
                    Lane factor = b.Spread(b.Let("factor", scale / sum));
                    reduction.Vectors((at, _) => b.Store(maps[1], at[1], Lane.Of("exp", b.Load(maps[0], at[0]) - largest) * factor));
                    b.AddTo(maps[1], dx.Channel(labels.Read(pixel).Class), Lane.Of("negate", scale));
                }
                else
                {
                    Label label = labels.Read(pixel);
                    Lane own = b.Let("own", labels.Counted(label, labels.Weighted(label, Number(options.OwnShare) * scale)));
                    Lane even = b.Let("even", labels.Counted(label, Number(options.EvenShare) * scale));
                    Lane factor = b.Spread(b.Let("factor", (own + (Number(options.ClassWeightSum) * even)) / sum));
                    reduction.Vectors((at, channel, _) => b.Store(
                        maps[1], at[1], (Lane.Of("exp", b.Load(maps[0], at[0]) - largest) * factor) - labels.WeightedChannels(channel, b.Spread(even))));
                    b.AddTo(maps[1], dx.Channel(label.Class), Lane.Of("negate", own));
                }
            });
        });

    private static string ScaleText(CrossEntropyOptions options) => options.CountsLabels ? "scale / (sum over labels of their weights)" : "scale";

    // A batch in which nothing counts has no gradient.
    private static LaneLocal Share(LoopBuilder b, LabelWeights labels, TensorView x)
    {
        LaneLocal counted = b.Let("counted", Nothing);
        b.For("position", Kernel.Samples * (x.Height * x.Width), position => b.Assign(counted, counted + labels.Of(labels.Read(position))));
        return b.Let("share", Lane.Where(">", counted, Nothing, Scale / counted, Nothing));
    }

    private static LaneConstant Number(double value) => new((float)value, 1);
}
