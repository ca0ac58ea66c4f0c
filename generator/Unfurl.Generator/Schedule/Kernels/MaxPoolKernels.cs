namespace Unfurl.Generator;

/// <summary>Max pooling and its gradient.</summary>
internal static class MaxPoolKernels
{
    public static Kernel Forward(Window window, Layout source, Layout target)
    {
        if (SlidingMaxPool.Fits(window, source))
            return SlidingMaxPool.Create(window, source, target);
        bool wide = PoolWalk.IsWide(window, source, target);
        return new Kernel(
            $"MaxPool{window.Size}",
            "y[c,i,j] = max over r,s of x[c,iS+r,jS+s]",
            Kernels.Over("x", "y"),
            Widths: wide || source.Kind == LayoutKind.Blocked,
            b =>
            {
                var x = new TensorView(Kernel.X, source);
                var y = new TensorView(Kernel.Y, target);
                var walk = new PoolWalk(b, window, x, y, wide);
                walk.Outputs([x, y], output =>
                {
                    LaneLocal largest = b.Let("largest", new LaneConstant(float.NegativeInfinity, walk.Lanes));
                    walk.Cells(output, cell => b.Assign(largest, Lane.Max(walk.LoadCell(x, cell), largest)));
                    walk.Store(y, output, largest);
                });
            }) { IsSpecialised = true, Work = Kernels.Moving(target, window.Cells) };
    }

    /// <summary>dx gets dy at the first cell, in row order, that equals y; a NaN counts as equal, so that its gradient is not lost.</summary>
    public static Kernel Backward(Window window, Layout source, Layout output, Layout outputGradient, Layout inputGradient) => new(
        $"MaxPoolGradient{window.Size}",
        "dx[c,iS+r,jS+s] += dy[c,i,j] at the first r,s where x[c,iS+r,jS+s] = y[c,i,j]",
        Kernels.Over("x", "y", "dy", "dx"),
        Widths: source.Kind == LayoutKind.Blocked,
        b =>
        {
            var x = new TensorView(Kernel.X, source);
            var y = new TensorView(Kernel.Y, output);
            var dy = new TensorView(new Pointer("dy"), outputGradient);
            var dx = new TensorView(new Pointer("dx"), inputGradient);
            b.Add(new ClearRun(dx.Pointer, 0, Kernel.Samples * dx.Sample));
            var walk = new PoolWalk(b, window, x, y, wide: false);
            walk.OutputsInOrder([x, y, dy, dx], at => GiveToFirst(b, walk, at, x, y, dy, dx));
        });

    /// <summary>Adds dy to the first cell of a window that equals y.</summary>
    public static void GiveToFirst(LoopBuilder b, PoolWalk walk, PoolCell at, TensorView x, TensorView y, TensorView dy, TensorView dx)
    {
        LaneLocal largest = b.Let("largest", walk.Load(y, at));
        LaneLocal left = b.Let("left", walk.Load(dy, at));
        walk.Cells(at, cell =>
        {
            LaneLocal value = b.Pass("value", walk.LoadCell(x, cell));
            walk.AddTo(dx, cell, new LaneCall("whereSame", walk.Lanes, value, largest, left, walk.Zero));
            b.Assign(left, new LaneCall("whereSame", walk.Lanes, value, largest, walk.Zero, left));
        });
    }
}
