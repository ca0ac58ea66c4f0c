namespace Unfurl.Generator;

/// <summary>Upsampling by copies, and its gradient.</summary>
internal static class UpsampleKernels
{
    public static Kernel Forward(Upsample upsample, Layout source, Layout target) => new(
        "Upsample",
        "y[c,iS+r,jS+s] = x[c,i,j]",
        Kernels.Over("x", "y"),
        Widths: source.Kind == LayoutKind.Blocked,
        b =>
        {
            var (x, y) = (new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target));
            Index rows = new Size("RowCopies", upsample.Vertical), columns = new Size("ColumnCopies", upsample.Horizontal);
            b.For("sample", Kernel.Samples, sample => b.For("plane", y.Planes, plane => b.For("row", y.Height, row =>
            {
                Pointer from = b.Point("from", x.Pointer, x.At(sample, plane) + ((row / rows) * x.Row)), to = b.Point("to", y.Pointer, y.At(sample, plane) + (row * y.Row));
                b.For("column", x.Width, column => OverLanes(b, x, lane =>
                {
                    LaneLocal value = b.Let("value", new LaneLoad(from, (column * x.Column) + lane, b.Lanes));
                    b.For("s", columns, s => b.Store(to, (((column * columns) + s) * y.Column) + lane, value));
                }));
            })));
        });

    public static Kernel Backward(UpsampleGradient upsample, Layout outputGradient, Layout inputGradient) => new(
        "UpsampleGradient",
        "dx[c,i,j] = sum over r,s of dy[c,iS+r,jS+s]",
        Kernels.Over("dy", "dx"),
        Widths: inputGradient.Kind == LayoutKind.Blocked,
        b =>
        {
            var (dy, dx) = (new TensorView(new Pointer("dy"), outputGradient), new TensorView(new Pointer("dx"), inputGradient));
            Index rows = new Size("RowCopies", upsample.Vertical), columns = new Size("ColumnCopies", upsample.Horizontal);
            b.For("sample", Kernel.Samples, sample => b.For("plane", dx.Planes, plane => b.For("row", dx.Height, row =>
            {
                Pointer from = b.Point("from", dy.Pointer, dy.At(sample, plane) + ((row * rows) * dy.Row)), to = b.Point("to", dx.Pointer, dx.At(sample, plane) + (row * dx.Row));
                b.For("column", dx.Width, column => OverLanes(b, dx, lane =>
                {
                    LaneLocal sum = b.Let("sum", b.Zero);
                    b.For("r", rows, r => b.For("s", columns, s =>
                        b.Assign(sum, sum + new LaneLoad(from, (r * dy.Row) + (((column * columns) + s) * dy.Column) + lane, b.Lanes))));
                    b.Store(to, (column * dx.Column) + lane, sum);
                }));
            })));
        });

    // Planar maps are walked number by number.
    private static void OverLanes(LoopBuilder b, TensorView map, Action<Index> body)
    {
        if (map.IsBlocked && b.VectorsPerBlock > 1)
            b.For("lane", 0, Layout.Block, b.Lanes, body);
        else
            body(0);
    }
}
