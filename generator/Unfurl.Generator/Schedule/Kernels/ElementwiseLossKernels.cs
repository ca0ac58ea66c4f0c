namespace Unfurl.Generator;

/// <summary>Losses that are a formula of the prediction x and the target t, and their gradients. Each is added to what the others gave; <c>scale</c> is the weight
/// over the number of elements.</summary>
internal static class ElementwiseLossKernels
{
    private static readonly Lane Scale = new LaneArgument("scale");

    public static Kernel Loss(Expression formula, Layout prediction) => new(
        "ElementwiseLoss",
        $"loss += scale * sum over samples,c,i,j of ({formula})",
        Kernels.ForLoss([.. Inputs(formula), "loss"], null),
        Widths: false,
        b =>
        {
            LaneLocal total = b.Let("total", new LaneConstant(0, 1));
            OverNumbers(b, new TensorView(Kernel.X, prediction), formula, (apply, _) => b.Assign(total, total + apply(formula)));
            b.AddTo(new Pointer("loss"), 0, total * Scale);
        });

    /// <param name="formula">The loss.</param>
    /// <param name="slope">Its derivative with respect to x.</param>
    /// <param name="prediction">Layout of x.</param>
    /// <param name="gradient">Layout of dx.</param>
    public static Kernel Gradient(Expression formula, Expression slope, Layout prediction, Layout gradient) => new(
        "ElementwiseLossGradient",
        $"dx = scale * ({slope})",
        Kernels.ForLoss([.. Inputs(formula), "dx"], null),
        Widths: false,
        b =>
        {
            var dx = new TensorView(new Pointer("dx"), gradient);
            OverNumbers(b, new TensorView(Kernel.X, prediction), slope, (apply, at) =>
                b.Store(dx.Pointer, (at.Sample * dx.Sample) + dx.Origin + dx.Channel(at.Channel) + (at.Row * dx.Row) + (at.Column * dx.Column), apply(slope) * Scale));
        });

    private static string[] Inputs(Expression formula) => formula.Mentions("t") ? ["x", "targets"] : ["x"];

    // Targets stand in (C, H, W) order in the caller's span.
    private static void OverNumbers(
        LoopBuilder b, TensorView x, Expression formula, Action<Func<Expression, Lane>, (Index Sample, Index Channel, Index Row, Index Column)> body) =>
        b.For("sample", Kernel.Samples, sample =>
            b.For("channel", x.Channels, channel =>
                b.For("row", x.Height, row =>
                    b.For("column", x.Width, column =>
                    {
                        Dictionary<string, Lane> values = [];
                        if (formula.Mentions("x"))
                            values["x"] = b.Let("number", b.LoadScalar(x.Pointer, (sample * x.Sample) + x.Origin + x.Channel(channel) + (row * x.Row) + (column * x.Column)));
                        if (formula.Mentions("t"))
                            values["t"] = b.Let("target", b.LoadScalar(new Pointer("targets"), (((((sample * x.Channels) + channel) * x.Height) + row) * x.Width) + column));
                        body(expression => b.Apply(expression, name => values[name]), (sample, channel, row, column));
                    }))));
}
