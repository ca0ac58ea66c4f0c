namespace Unfurl.Generator;

/// <summary>Average pooling and its gradient.</summary>
internal static class AveragePoolKernels
{
    public static Kernel Forward(Window window, bool countPadding, Layout source, Layout target)
    {
        bool wide = PoolWalk.IsWide(window, source, target);
        return new Kernel(
            $"AveragePool{window.Size}",
            "y[c,i,j] = 1/n sum over r,s of x[c,iS+r,jS+s]",
            Kernels.Over("x", "y"),
            Widths: wide || source.Kind == LayoutKind.Blocked,
            b =>
            {
                var x = new TensorView(Kernel.X, source);
                var y = new TensorView(Kernel.Y, target);
                var walk = new PoolWalk(b, window, x, y, wide);
                walk.Outputs([x, y], output =>
                {
                    LaneLocal sum = b.Let("sum", walk.Zero);
                    walk.Cells(output, cell => b.Assign(sum, sum + walk.LoadCell(x, cell)));
                    walk.Store(y, output, sum / Spread(walk, walk.Count(output, countPadding)));
                });
            }) { IsSpecialised = true, Algorithm = Algorithm.Chain("direct", window.Cells), Work = Kernels.Moving(target, window.Cells) };
    }

    /// <summary>Every counted cell of a window gets dy / n.</summary>
    public static Kernel Backward(Window window, bool countPadding, Layout outputGradient, Layout inputGradient) => new(
        $"AveragePoolGradient{window.Size}",
        "dx[c,iS+r,jS+s] += dy[c,i,j] / n",
        Kernels.Over("dy", "dx"),
        Widths: inputGradient.Kind == LayoutKind.Blocked,
        b =>
        {
            var dy = new TensorView(new Pointer("dy"), outputGradient);
            var dx = new TensorView(new Pointer("dx"), inputGradient);
            b.Add(new ClearRun(dx.Pointer, 0, Kernel.Samples * dx.Sample));
            var walk = new PoolWalk(b, window, dx, dy, wide: false);
            walk.OutputsInOrder([dy, dx], at =>
            {
                LaneLocal share = b.Let("share", walk.Load(dy, at) / Spread(walk, walk.Count(at, countPadding)));
                walk.Cells(at, cell => walk.AddTo(dx, cell, share));
            });
        });

    private static Lane Spread(PoolWalk walk, Lane scalar) => scalar is LaneConstant constant
        ? constant with { Lanes = walk.Lanes }
        : walk.Lanes == 1 ? scalar : new LaneSpread(scalar, walk.Lanes);
}
