namespace Unfurl;

/// <summary>Values for the sizes of <see cref="NetworkAttribute"/> beside a plain number.</summary>
public static class Extent
{
    /// <summary>A height, width or length that is left open: each call says how large its input is.</summary>
    /// <remarks>Kernels, strides and channels stay fixed, and so do weights: those of a network of fixed sizes with the same layers fit. The class is an
    /// <see cref="IOpenNetwork"/>; it answers and does not learn.</remarks>
    public const int Any = -1;
}
