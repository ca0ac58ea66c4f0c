namespace Unfurl.Generator;

/// <summary>Pooling that takes one cell of each window, known by its number; and how stochastic pooling chooses it.</summary>
internal static class ChoicePoolKernels
{
    private static readonly Pointer At = new("choice"), Numbers = new("numbers");

    public static Kernel Choice(Window window, Layout source, Layout numbers, Layout target) => new(
        $"StochasticChoice{window.Vertical.Kernel}x{window.Horizontal.Kernel}",
        "choice[c,i,j] = the last cell k of the window with x[k] > 0 and sum of max(x, 0) before k <= u sum of max(x, 0), or -1",
        Kernels.Over("x", "numbers", "choice"),
        Widths: source.Kind == LayoutKind.Blocked,
        b =>
        {
            var (x, u, y) = (new TensorView(Kernel.X, source), new TensorView(Numbers, numbers), new TensorView(At, target));
            var walk = new PoolWalk(b, window, x, y, wide: false);
            walk.Outputs([x, u, y], output =>
            {
                LaneLocal sum = b.Let("sum", walk.Zero);
                walk.Cells(output, cell => b.Assign(sum, sum + Positive(walk, walk.LoadCell(x, cell))));

                // Not a number where the sum is none.
                LaneLocal choice = b.Let("chosen", (sum - sum) - new LaneConstant(1, walk.Lanes));
                LaneLocal left = b.Let("left", sum * walk.Load(u, output));
                walk.Cells(output, (cell, number) =>
                {
                    LaneLocal value = b.Pass("value", Positive(walk, walk.LoadCell(x, cell)));
                    b.Assign(choice, Lane.Where(">", value, walk.Zero, Lane.Where(">=", left, walk.Zero, number, choice), choice));
                    b.Assign(left, left - value);
                });
                walk.Store(y, output, choice);
            });
        });

    public static Kernel Chosen(Window window, Layout source, Layout choice, Layout target) => new(
        $"ChosenPool{window.Vertical.Kernel}x{window.Horizontal.Kernel}",
        "y[c,i,j] = x at cell choice[c,i,j] of the window, 0 for -1",
        Kernels.Over("x", "choice", "y"),
        Widths: source.Kind == LayoutKind.Blocked,
        b =>
        {
            var (x, k, y) = (new TensorView(Kernel.X, source), new TensorView(At, choice), new TensorView(Kernel.Y, target));
            var walk = new PoolWalk(b, window, x, y, wide: false);
            walk.Outputs([x, k, y], output =>
            {
                LaneLocal wanted = b.Let("wanted", walk.Load(k, output));
                LaneLocal value = b.Let("value", wanted - wanted);
                walk.Cells(output, (cell, number) => b.Assign(value, Lane.Where("==", wanted, number, walk.LoadCell(x, cell), value)));
                walk.Store(y, output, value);
            });
        });

    public static Kernel Backward(Window window, Layout choice, Layout outputGradient, Layout inputGradient) => new(
        $"ChosenPoolGradient{window.Vertical.Kernel}x{window.Horizontal.Kernel}",
        "dx at cell choice[c,i,j] of the window += dy[c,i,j]",
        Kernels.Over("choice", "dy", "dx"),
        Widths: inputGradient.Kind == LayoutKind.Blocked,
        b =>
        {
            var (k, dy, dx) = (new TensorView(At, choice), new TensorView(new Pointer("dy"), outputGradient), new TensorView(new Pointer("dx"), inputGradient));
            b.Add(new ClearRun(dx.Pointer, 0, Kernel.Samples * dx.Sample));
            var walk = new PoolWalk(b, window, dx, dy, wide: false);
            walk.OutputsInOrder([k, dy, dx], at =>
            {
                LaneLocal wanted = b.Let("wanted", walk.Load(k, at)), gradient = b.Let("gradient", walk.Load(dy, at));
                walk.Cells(at, (cell, number) => walk.AddTo(dx, cell, Lane.Where("==", wanted, number, gradient, walk.Zero)));
            });
        });

    public static Kernel Mean(Window window, Layout source, Layout target)
    {
        bool wide = PoolWalk.IsWide(window, source, target);
        return new Kernel(
            $"StochasticMean{window.Vertical.Kernel}x{window.Horizontal.Kernel}",
            "y[c,i,j] = sum of max(x, 0)^2 / sum of max(x, 0) over the window",
            Kernels.Over("x", "y"),
            Widths: wide || source.Kind == LayoutKind.Blocked,
            b =>
            {
                var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
                var walk = new PoolWalk(b, window, x, y, wide);
                walk.Outputs([x, y], output =>
                {
                    LaneLocal sum = b.Let("sum", walk.Zero), squares = b.Let("squares", walk.Zero);
                    walk.Cells(output, cell =>
                    {
                        LaneLocal value = b.Pass("value", Positive(walk, walk.LoadCell(x, cell)));
                        b.Assign(sum, sum + value);
                        b.Assign(squares, Lane.Fma(value, value, squares));
                    });
                    walk.Store(y, output, Lane.Where("==", sum, walk.Zero, walk.Zero, squares / sum));
                });
            }) { IsSpecialised = true };
    }

    // NaN stays NaN: the native maximum gives its second operand then.
    private static LaneCall Positive(PoolWalk walk, Lane value) => new("maxnative", walk.Lanes, walk.Zero, value);
}
