namespace Unfurl.Generator;

/// <summary>Softmax over the channels of a blocked map, and its gradient.</summary>
internal static class SoftmaxKernels
{
    public static Kernel Forward(Layout source, Layout target) => new(
        "Softmax",
        "y[c] = exp(x[c] - max) / sum over k of exp(x[k] - max)",
        Kernels.Over("x", "y"),
        Widths: true,
        b =>
        {
            var reduction = new ChannelReduction(b, [new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target)]);
            reduction.SharedPixels((maps, _) =>
            {
                Lane largest = b.Spread(reduction.Maximum(maps[0]));
                Lane sum = b.Spread(reduction.Sum("sum", at => Lane.Of("exp", b.Load(maps[0], at[0]) - largest)));
                reduction.Vectors((at, _) => b.Store(maps[1], at[1], Lane.Of("exp", b.Load(maps[0], at[0]) - largest) / sum));
            });
        }) { Work = Kernels.Moving(target, 30) };

    public static Kernel Backward(Layout output, Layout outputGradient, Layout inputGradient) => new(
        "SoftmaxGradient",
        "dx[c] = y[c] (dy[c] - sum over k of dy[k] y[k])",
        Kernels.Over("y", "dy", "dx"),
        Widths: true,
        b =>
        {
            var reduction = new ChannelReduction(
                b, [new TensorView(Kernel.Y, output), new TensorView(new Pointer("dy"), outputGradient), new TensorView(new Pointer("dx"), inputGradient)]);
            reduction.Pixels((maps, _) =>
            {
                Lane sum = b.Spread(reduction.Sum("sum", at => b.Load(maps[0], at[0]) * b.Load(maps[1], at[1])));
                reduction.Vectors((at, _) => b.Store(maps[2], at[2], b.Load(maps[0], at[0]) * (b.Load(maps[1], at[1]) - sum)));
            });
        });
}
