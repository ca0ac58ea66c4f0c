namespace Unfurl.Generator;

/// <summary>Writes the zeros around a map. The right border of a row and the left border of the next are one run.</summary>
internal static class ClearBorderKernel
{
    // Clearing short rows whole costs less than a call for each border between them.
    private const int ShortRow = 128;

    public static Kernel Create(Layout layout)
    {
        var y = new TensorView(Kernel.Y, layout);
        return new Kernel("ClearBorder", "y = 0 around the map", Kernels.Over("y"), Widths: false, b => Write(b, y));
    }

    private static void Write(LoopBuilder b, TensorView y)
    {
        Layout layout = y.Layout;
        Extent width = layout.Width * layout.Column;
        bool hasBorder = !layout.Halo.IsNone || MayBe(layout.Row - width);
        if (layout.Row.IsFixed && layout.Row <= ShortRow && hasBorder)
        {
            b.Add(new ClearRun(y.Pointer, 0, Kernel.Samples * y.Sample));
            return;
        }

        b.For("sample", Kernel.Samples, sample =>
        {
            if (hasBorder)
            {
                b.For("plane", y.Planes, plane =>
                {
                    Pointer map = b.Point("map", y.Pointer, (sample * y.Sample) + (plane * y.Plane));
                    b.Add(new ClearRun(map, 0, y.Origin));
                    if (layout.Height != 1)
                    {
                        b.For("row", y.Height - 1, row =>
                            b.Add(new ClearRun(map, y.Origin + (row * y.Row) + new Size("RowLength", width), new Size("RowBorder", layout.Row - width))));
                    }

                    // No next row behind the last: its border ends with the map, and so does the buffer.
                    if (MayBe(layout.Plane - layout.End))
                        b.Add(new ClearRun(map, new Size("MapEnd", layout.End), new Size("BottomBorder", layout.Plane - layout.End)));
                });
            }

            if (MayBe(layout.Tail))
                b.Add(new ClearRun(y.Pointer, (sample * y.Sample) + (y.Planes * y.Plane), new Size("Tail", layout.Tail)));
        });
    }

    // Whether there is something, at some size.
    private static bool MayBe(Extent floats) => floats.IsOpen || floats > 0;
}
