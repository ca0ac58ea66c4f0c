namespace Unfurl.Generator;

/// <summary>Lp pooling and its gradient.</summary>
internal static class LpPoolKernels
{
    // A power of that many factors is a product; what is not whole, or larger, goes by the logarithm.
    private const int MostFactors = 8;

    /// <summary>The layout to pool in. A logarithm costs as much for one number as for a vector of them: where the width makes no vectors, channels do.</summary>
    public static LayoutKind Kind(Window window, double power, LayoutKind kind, Shape source, Shape target) =>
        IsProduct(power) || PoolWalk.IsWide(window, Planar(source), Planar(target)) ? kind : LayoutKind.Blocked;

    /// <summary>The layout for the gradient, which makes no vectors of the width: windows overlap there.</summary>
    public static LayoutKind KindOfGradient(double power, LayoutKind kind) => IsProduct(power - 1) ? kind : LayoutKind.Blocked;

    private static Layout Planar(Shape shape) => Layout.Create(LayoutKind.Planar, shape, Halo.None);

    private static bool IsProduct(double power) => power is 0 or 0.5 || (power is > 0 and <= MostFactors && power == Math.Floor(power));

    public static Kernel Forward(Window window, double power, Layout source, Layout target)
    {
        bool wide = PoolWalk.IsWide(window, source, target);
        return new Kernel(
            $"LpPool{window.Size}",
            InvariantText.Of($"y[c,i,j] = (sum over r,s of |x[c,iS+r,jS+s]|^p)^(1/p), p = {power}"),
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
                    walk.Cells(output, cell =>
                    {
                        LaneLocal size = b.Pass("size", Lane.Of("abs", walk.LoadCell(x, cell)));
                        b.Assign(sum, sum + Power(size, power));
                    });
                    walk.Store(y, output, Root(sum, power));
                });
            }) { IsSpecialised = true };
    }

    /// <summary>dx gets dy sign(x) (|x| / y)^(p - 1) from every window it is in.</summary>
    public static Kernel Backward(Window window, double power, Layout source, Layout output, Layout outputGradient, Layout inputGradient) => new(
        $"LpPoolGradient{window.Size}",
        InvariantText.Of($"dx[c,iS+r,jS+s] += dy[c,i,j] sign(x[c,iS+r,jS+s]) (|x[c,iS+r,jS+s]| / y[c,i,j])^(p-1), p = {power}"),
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
            walk.OutputsInOrder([x, y, dy, dx], at =>
            {
                LaneLocal norm = b.Let("norm", walk.Load(y, at)), gradient = b.Let("gradient", walk.Load(dy, at));
                walk.Cells(at, cell =>
                {
                    LaneLocal value = b.Pass("value", walk.LoadCell(x, cell));
                    LaneLocal share = b.Pass("share", gradient * Power(Lane.Of("abs", value) / norm, power - 1));
                    Lane below = Lane.Where("<", value, walk.Zero, Lane.Of("negate", share), walk.Zero);
                    walk.AddTo(dx, cell, Lane.Where(">", value, walk.Zero, share, below));
                });
            });
        });

    // Of a number that is not negative. 0 has the logarithm minus infinity, whose exponential is 0 again.
    private static Lane Power(Lane x, double power) => power switch
    {
        0 => new LaneConstant(1, x.Lanes),
        0.5 => Lane.Of("sqrt", x),
        _ when IsProduct(power) => Enumerable.Repeat(x, (int)power).Aggregate((a, b) => a * b),
        _ => Lane.Of("exp", Lane.Of("log", x) * new LaneConstant((float)power, x.Lanes)),
    };

    private static Lane Root(Lane x, double power) => power switch
    {
        1 => x,
        2 => Lane.Of("sqrt", x),
        _ => Lane.Of("exp", Lane.Of("log", x) / new LaneConstant((float)power, x.Lanes)),
    };
}
