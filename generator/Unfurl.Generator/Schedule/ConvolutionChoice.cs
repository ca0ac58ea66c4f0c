namespace Unfurl.Generator;

/// <summary>Which axis of a convolution's output goes into the vector: common to all instruction sets, because it decides layouts.</summary>
internal static class ConvolutionChoice
{
    /// <summary>The axis that fills vectors of 16 better; channels if equal, since they need no unaligned loads. Width needs horizontal stride 1.</summary>
    public static LayoutKind Choose(Shape output, int horizontalStride)
    {
        if (horizontalStride != 1)
            return LayoutKind.Blocked;
        double channels = Filled(output.Channels), width = Filled(output.Width);
        return width > channels * 1.05 ? LayoutKind.Planar : LayoutKind.Blocked;
    }

    private static double Filled(int size) => (double)size / Layout.RoundUp(size);
}
