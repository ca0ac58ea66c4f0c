namespace Unfurl.Generator;

/// <summary>Gradient of a bias: db[o] += sum over samples,i,j of dy[o,i,j].</summary>
internal static class BiasGradientKernel
{
    public static Kernel Create(Layout gradient) => new(
        gradient.Kind == LayoutKind.Blocked ? "BiasGradient" : "BiasGradientWide",
        "db[o] += sum over samples,i,j of dy[o,i,j]",
        Kernels.Over("dy", "gradient"),
        Widths: true,
        b => Write(b, new TensorView(new Pointer("dy"), gradient)));

    private static void Write(LoopBuilder b, TensorView dy)
    {
        var gradient = new Pointer("gradient");
        b.For("plane", dy.Planes, plane =>
        {
            if (!dy.IsBlocked)
            {
                LaneLocal sum = b.Let("sum", b.Zero);
                Over(b, dy, plane, b.Lanes, at => b.Assign(sum, sum + b.Load(at, 0)));
                b.AddTo(gradient, plane, Lane.Of("sum", sum));
                return;
            }

            LaneLocal[] sums = Enumerable.Range(0, b.VectorsPerBlock).Select(v => b.Let("sum" + v, b.Zero)).ToArray();
            Over(b, dy, plane, Layout.Block, at =>
            {
                for (int v = 0; v < sums.Length; v++)
                    b.Assign(sums[v], sums[v] + b.Load(at, v * b.Lanes));
            });

            // The last block's free lanes hold numbers that are nobody's; the gaps between gradients must stay zero.
            for (int v = 0; v < sums.Length; v++)
                b.AddTo(gradient, (plane * Layout.Block) + (v * b.Lanes), Lane.First(dy.Channels - (plane * Layout.Block) - (v * b.Lanes), sums[v], b.Zero));
        });
    }

    private static void Over(LoopBuilder b, TensorView dy, Index plane, int step, Action<Pointer> body) =>
        b.For("sample", Kernel.Samples, sample =>
            b.For("row", dy.Height, row =>
            {
                Pointer at = b.Point("at", dy.Pointer, dy.At(sample, plane) + (row * dy.Row));
                b.For("column", 0, dy.Width * dy.Column, step, _ =>
                {
                    body(at);
                    b.Advance(at, step);
                });
            }));
}
