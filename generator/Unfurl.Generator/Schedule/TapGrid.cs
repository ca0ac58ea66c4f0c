namespace Unfurl.Generator;

/// <summary>The cells a kernel reads for one output: a grid of offsets from the output's position, each with its weight.</summary>
/// <remarks>
/// Forward, output (i, j) reads input row i S + r D - P. The gradient of the input splits into S phases: input row S i + a is
/// reached by the kernel rows r with (a + P - r D) divisible by S, from output row i + (a + P - r D) / S. Both are arithmetic sequences, so one
/// description serves both directions.
/// </remarks>
/// <param name="Rows">Vertical taps.</param>
/// <param name="Columns">Horizontal taps.</param>
/// <param name="KernelHeight">Kernel rows.</param>
/// <param name="KernelWidth">Kernel columns, to number the weights.</param>
internal sealed record TapGrid(TapAxis Rows, TapAxis Columns, int KernelHeight, int KernelWidth)
{
    /// <summary>Cells of the whole kernel.</summary>
    public int Kernel => KernelHeight * KernelWidth;

    public int Count => Rows.Count * Columns.Count;

    /// <summary>All taps of a window, as a convolution reads them.</summary>
    public static TapGrid Forward(Window window) => new(
        TapAxis.Forward(window.Vertical), TapAxis.Forward(window.Horizontal), window.Vertical.Kernel, window.Horizontal.Kernel);

    /// <summary>Number of the weight of a tap in the kernel, row by row.</summary>
    public int Weight(int row, int column) => (Rows.Kernel(row) * KernelWidth) + Columns.Kernel(column);
}

/// <summary>Taps along one axis: offset and kernel index are arithmetic sequences.</summary>
/// <param name="Count">How many.</param>
/// <param name="FirstOffset">Offset of the first, in cells of what is read.</param>
/// <param name="OffsetStep">From one to the next.</param>
/// <param name="FirstKernel">Kernel index of the first.</param>
/// <param name="KernelStep">From one to the next.</param>
internal sealed record TapAxis(int Count, int FirstOffset, int OffsetStep, int FirstKernel, int KernelStep)
{
    public int Offset(int tap) => FirstOffset + (tap * OffsetStep);

    public int Kernel(int tap) => FirstKernel + (tap * KernelStep);

    public int Lowest => Count == 0 ? 0 : Math.Min(Offset(0), Offset(Count - 1));

    public int Highest => Count == 0 ? 0 : Math.Max(Offset(0), Offset(Count - 1));

    public static TapAxis None => new(0, 0, 0, 0, 0);

    public static TapAxis Forward(WindowAxis axis) => new TapAxis(axis.Kernel, -axis.Before, axis.Dilation, 0, 1).Flipped(axis);

    /// <summary>The taps by which positions <paramref name="phase"/>, phase + S, .. of the input are reached.</summary>
    public static TapAxis Backward(WindowAxis axis, int phase)
    {
        int[] kernel = Enumerable.Range(0, axis.Kernel).Where(r => (phase + axis.Before - (r * axis.Dilation)) % axis.Stride == 0).ToArray();
        if (kernel.Length == 0)
            return None;
        int step = kernel.Length > 1 ? kernel[1] - kernel[0] : 1;
        return new TapAxis(
            kernel.Length, (phase + axis.Before - (kernel[0] * axis.Dilation)) / axis.Stride, -step * axis.Dilation / axis.Stride, kernel[0], step).Flipped(axis);
    }

    // The same cells, met by the weights from the kernel's other end.
    private TapAxis Flipped(WindowAxis axis) =>
        axis.IsFlipped ? this with { FirstKernel = axis.Kernel - 1 - FirstKernel, KernelStep = -KernelStep } : this;
}
