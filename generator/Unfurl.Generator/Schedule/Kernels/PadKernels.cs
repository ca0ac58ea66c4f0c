namespace Unfurl.Generator;

/// <summary>Padding, cropping, and the gradient of padding that copies.</summary>
internal static class PadKernels
{
    public static Kernel Forward(Pad pad, Layout source, Layout target) => new(
        pad.Mode == PadMode.Zero ? "Pad" : $"Pad{pad.Mode}",
        pad.Mode == PadMode.Zero ? "y[c,i,j] = x[c,i-top,j-left]" : $"y[c,i,j] = x[c,m(i-top),m(j-left)], {Rule(pad.Mode)}",
        Kernels.Over("x", "y"),
        Widths: false,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
            b.For("sample", Kernel.Samples, sample => b.For("plane", y.Planes, plane =>
            {
                if (pad.Mode == PadMode.Zero)
                    Frame(b, pad, x, y, sample, plane);
                else
                    Copies(b, pad, x, y, sample, plane);
            }));
        });

    public static Kernel Backward(PadGradient pad, Layout outputGradient, Layout inputGradient) => new(
        $"Pad{pad.Mode}Gradient",
        $"dx[c,m(i-top),m(j-left)] += dy[c,i,j], {Rule(pad.Mode)}",
        Kernels.Over("dy", "dx"),
        Widths: inputGradient.Kind == LayoutKind.Blocked,
        b =>
        {
            var (dy, dx) = (new TensorView(new Pointer("dy"), outputGradient), new TensorView(new Pointer("dx"), inputGradient));
            b.Add(new ClearRun(dx.Pointer, 0, Kernel.Samples * dx.Sample));
            b.For("sample", Kernel.Samples, sample => b.For("plane", dy.Planes, plane => b.For("row", dy.Height, row =>
            {
                Index read = b.Let("readRow", Inside(pad.Mode, row - Before(pad.Vertical, "Top"), dx.Height));
                Pointer from = b.Point("from", dy.Pointer, dy.At(sample, plane) + (row * dy.Row)), to = b.Point("to", dx.Pointer, dx.At(sample, plane) + (read * dx.Row));
                b.For("column", dy.Width, column =>
                {
                    Index cell = b.Let("cell", Inside(pad.Mode, column - Before(pad.Horizontal, "Left"), dx.Width) * dx.Column);
                    if (!dx.IsBlocked)
                        b.AddTo(to, cell, b.LoadScalar(from, column));
                    else
                        b.For("lane", 0, Layout.Block, b.Lanes, lane => b.AddTo(to, cell + lane, b.Load(from, (column * dy.Column) + lane)));
                });
            })));
        });

    // The whole row from one end to the other, and the number over all that is outside.
    private static void Frame(LoopBuilder b, Pad pad, TensorView x, TensorView y, Index sample, Index plane)
    {
        if (Math.Max(pad.Vertical.Before, pad.Vertical.After) > 0 || Math.Max(pad.Horizontal.Before, pad.Horizontal.After) > 0)
            b.For("row", y.Height, row => Fill(b, pad.Number, b.Point("line", y.Pointer, y.At(sample, plane) + (row * y.Row)), y.Width * y.Column));
        Index rows = new Size("Rows", x.Layout.Height - pad.Vertical.Cut), columns = new Size("Columns", x.Layout.Width - pad.Horizontal.Cut);
        b.For("kept", rows, row => b.Add(new CopyRun(
            y.Pointer,
            y.At(sample, plane, row + Written(pad.Vertical, "Row"), Written(pad.Horizontal, "Column")),
            x.Pointer,
            x.At(sample, plane, row + Read(pad.Vertical, "Row"), Read(pad.Horizontal, "Column")),
            columns * x.Column)));
    }

    private static void Fill(LoopBuilder b, float number, Pointer line, Index length)
    {
        if (number == 0)
            b.Add(new ClearRun(line, 0, length));
        else
            b.For("at", length, at => b.Store(line, at, new LaneConstant(number, 1)));
    }

    // The middle of a row in one run, its ends cell by cell.
    private static void Copies(LoopBuilder b, Pad pad, TensorView x, TensorView y, Index sample, Index plane) => b.For("row", y.Height, row =>
    {
        Index read = b.Let("readRow", Inside(pad.Mode, row - Before(pad.Vertical, "Top"), x.Height));
        Pointer from = b.Point("from", x.Pointer, x.At(sample, plane) + (read * x.Row)), to = b.Point("to", y.Pointer, y.At(sample, plane) + (row * y.Row));
        Index first = Written(pad.Horizontal, "Column"), columns = new Size("Columns", x.Layout.Width - pad.Horizontal.Cut);
        Ends(0, first);
        b.Add(new CopyRun(to, first * y.Column, from, Read(pad.Horizontal, "Column") * x.Column, columns * x.Column));
        Ends(first + columns, y.Width);

        void Ends(Index begin, Index end) => b.For("column", begin, end, 1, column =>
        {
            Index cell = b.Let("cell", Inside(pad.Mode, column - Before(pad.Horizontal, "Left"), x.Width) * x.Column);
            if (x.IsBlocked)
                b.Add(new CopyRun(to, column * y.Column, from, cell, y.Column));
            else
                b.Store(to, column, b.LoadScalar(from, cell));
        });
    });

    // m(t) for at most n - 1 cells outside (reflected) or n (circular).
    private static Index Inside(PadMode mode, Index t, Index size) => mode switch
    {
        PadMode.Reflect => Index.Min(Index.Max(t, 0 - t), (size * 2) - 2 - Index.Max(t, 0 - t)),
        PadMode.Replicate => Index.Min(Index.Max(t, 0), size - 1),
        PadMode.Circular => (t + size) % size,
        _ => throw new InvalidOperationException(),
    };

    private static string Rule(PadMode mode) => mode switch
    {
        PadMode.Reflect => "m(t) = min(|t|, 2n-2-|t|)",
        PadMode.Replicate => "m(t) = min(max(t, 0), n-1)",
        _ => "m(t) = t mod n",
    };

    private static Index Before(PadAxis axis, string side) => new Size(side, axis.Before);

    // Where what is kept begins, in what is written and in what is read.
    private static Index Written(PadAxis axis, string direction) => new Size($"First{direction}Written", Math.Max(axis.Before, 0));

    private static Index Read(PadAxis axis, string direction) => new Size($"First{direction}Read", Math.Max(-axis.Before, 0));
}
