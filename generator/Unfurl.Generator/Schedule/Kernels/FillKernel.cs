namespace Unfurl.Generator;

/// <summary>Writes one number per channel to all its pixels: what a sum without terms is.</summary>
internal static class FillKernel
{
    private static readonly Pointer Bias = new(ConvolutionPlan.BiasName);

    public static Kernel Create(Layout target, bool bias, Expression? epilogue) => new(
        "Fill",
        (bias ? "y[c,i,j] = b[c]" : "y[c,i,j] = 0") + (epilogue is null ? "" : $", then x => {epilogue}"),
        Kernels.Over(bias ? [ConvolutionPlan.BiasName, "y"] : ["y"]),
        Widths: true,
        b =>
        {
            var y = new TensorView(Kernel.Y, target);
            var walk = new ChannelWalk(b, y);
            walk.SharedPlanes(plane =>
            {
                Lane[] values = walk.Vectors(v => (Lane)b.Let("value", Finished(bias ? walk.PerChannel(Bias, 0, plane, v) : b.Zero)));
                b.For("sample", Kernel.Samples, sample => walk.Pixels(sample, plane, [y], (at, v) => walk.Store(at[0], v, values[v])));
            });

            Lane Finished(Lane value) => epilogue is null ? value : b.Apply(epilogue, _ => b.Pass("sum", value));
        }) { Work = Kernels.Moving(target) };
}
