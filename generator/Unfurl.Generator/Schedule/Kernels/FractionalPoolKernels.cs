namespace Unfurl.Generator;

/// <summary>Max pooling over windows whose edges stand in memory, and its gradient.</summary>
internal static class FractionalPoolKernels
{
    private static readonly Pointer Edges = new("edges");

    public static Kernel Forward(Window window, int sets, Layout source, Layout edges, Layout target) => new(
        sets == 1 ? "FractionalMaxPool" : "FractionalMaxPoolMean",
        sets == 1 ? "y[c,i,j] = max of x[c] from edge i to edge i+1, edge j to edge j+1" : "y[c,i,j] = the mean over sets of edges of max of x[c] from edge i to edge i+1, edge j to edge j+1",
        Kernels.Over("x", "edges", "y"),
        Widths: source.Kind == LayoutKind.Blocked,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
            var walk = new PoolWalk(b, window, x, y, wide: false) { Edges = new TensorView(Edges, edges) };
            walk.Outputs([x, y], output =>
            {
                if (sets == 1)
                {
                    walk.Store(y, output, Largest(b, walk, x, output));
                    return;
                }

                LaneLocal total = b.Let("total", walk.Zero);
                Index length = new Size("OutputRows", target.Height) + new Size("OutputColumns", target.Width) + 2;
                b.For("set", new Size("Sets", sets), set =>
                {
                    walk.FirstEdge = set * length;
                    b.Assign(total, total + Largest(b, walk, x, output));
                });
                walk.Store(y, output, total * new LaneConstant(1f / sets, walk.Lanes));
            });
        });

    /// <summary>dx gets dy at the first cell, in row order, that equals y; a NaN counts as equal.</summary>
    public static Kernel Backward(Window window, Layout source, Layout edges, Layout output, Layout outputGradient, Layout inputGradient) => new(
        "FractionalMaxPoolGradient",
        "dx += dy[c,i,j] at the first cell of window i,j where x = y[c,i,j]",
        Kernels.Over("x", "edges", "y", "dy", "dx"),
        Widths: source.Kind == LayoutKind.Blocked,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, output));
            var (dy, dx) = (new TensorView(new Pointer("dy"), outputGradient), new TensorView(new Pointer("dx"), inputGradient));
            b.Add(new ClearRun(dx.Pointer, 0, Kernel.Samples * dx.Sample));
            var walk = new PoolWalk(b, window, x, y, wide: false) { Edges = new TensorView(Edges, edges) };
            walk.OutputsInOrder([x, y, dy, dx], at => MaxPoolKernels.GiveToFirst(b, walk, at, x, y, dy, dx));
        });

    private static LaneLocal Largest(LoopBuilder b, PoolWalk walk, TensorView x, PoolCell output)
    {
        LaneLocal largest = b.Let("largest", new LaneConstant(float.NegativeInfinity, walk.Lanes));
        walk.Cells(output, cell => b.Assign(largest, Lane.Max(walk.LoadCell(x, cell), largest)));
        return largest;
    }
}
