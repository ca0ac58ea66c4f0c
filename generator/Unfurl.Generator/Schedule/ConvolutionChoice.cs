namespace Unfurl.Generator;

/// <summary>Which axis of a convolution's output goes into the vector: common to all instruction sets, because it decides layouts.</summary>
internal static class ConvolutionChoice
{
    // Unaligned loads, rows that end inside a vector and neighbours in the other layout cost what a slightly better filled vector gains.
    private const double ClearlyBetter = 1.5;

    /// <summary>Channels, unless the width fills vectors of 16 clearly better, as is known of fixed sizes only. Width needs horizontal stride 1.</summary>
    public static LayoutKind Choose(Shape output, int horizontalStride)
    {
        if (horizontalStride != 1 || output.IsOpen)
            return LayoutKind.Blocked;
        double channels = Filled(output.Channels), width = Filled(output.Width);
        return width > channels * ClearlyBetter ? LayoutKind.Planar : LayoutKind.Blocked;
    }

    private static double Filled(int size) => (double)size / Layout.RoundUp(size);
}
