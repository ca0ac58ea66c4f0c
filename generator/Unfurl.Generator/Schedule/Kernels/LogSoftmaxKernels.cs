namespace Unfurl.Generator;

/// <summary>Log softmax over the channels of a blocked map, and its gradient.</summary>
internal static class LogSoftmaxKernels
{
    public static Kernel Forward(Layout source, Layout target) => new(
        "LogSoftmax",
        "y[c] = (x[c] - max) - log(sum over k of exp(x[k] - max))",
        Kernels.Over("x", "y"),
        Widths: true,
        b =>
        {
            var reduction = new ChannelReduction(b, [new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target)]);
            reduction.Pixels((maps, _) =>
            {
                Lane largest = b.Spread(reduction.Maximum(maps[0]));
                LaneLocal sum = reduction.Sum("sum", at => Lane.Of("exp", b.Load(maps[0], at[0]) - largest));
                Lane logarithm = b.Spread(b.Let("logarithm", Lane.Of("log", sum)));
                reduction.Vectors((at, _) => b.Store(maps[1], at[1], (b.Load(maps[0], at[0]) - largest) - logarithm));
            });
        });

    public static Kernel Backward(Layout output, Layout outputGradient, Layout inputGradient) => new(
        "LogSoftmaxGradient",
        "dx[c] = dy[c] - exp(y[c]) sum over k of dy[k]",
        Kernels.Over("y", "dy", "dx"),
        Widths: true,
        b =>
        {
            var reduction = new ChannelReduction(
                b, [new TensorView(Kernel.Y, output), new TensorView(new Pointer("dy"), outputGradient), new TensorView(new Pointer("dx"), inputGradient)]);
            reduction.Pixels((maps, _) =>
            {
                Lane sum = b.Spread(reduction.Sum("sum", at => b.Load(maps[1], at[1])));
                reduction.Vectors((at, _) => b.Store(maps[2], at[2], b.Load(maps[1], at[1]) - (Lane.Of("exp", b.Load(maps[0], at[0])) * sum)));
            });
        });
}
