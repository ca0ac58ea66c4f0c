namespace Unfurl.Generator;

/// <summary>Pooling of squares of 2x2 numbers side by side. A kernel that makes results in such squares can pool them before it stores: a quarter is stored, and the
/// map they would have been has no memory.</summary>
internal abstract record SquarePool
{
    /// <summary>Rows and columns of a square.</summary>
    public const int Side = 2;

    /// <summary>In the names of kernels.</summary>
    public abstract string Name { get; }

    /// <summary>For the formula above a kernel.</summary>
    public abstract string Formula { get; }

    /// <summary>Whether a window is such squares, as many as are whole.</summary>
    public static bool Fits(Window window, Shape map) => Fits(window.Vertical, map.Height) && Fits(window.Horizontal, map.Width);

    /// <summary>What is stored for a square.</summary>
    /// <param name="numbers">Its numbers, row by row.</param>
    public abstract Lane Of(IReadOnlyList<Lane> numbers);

    private static bool Fits(WindowAxis axis, Extent size) => axis is { IsUniform: true, Kernel: Side, Stride: Side, Dilation: 1 } && size.IsFixed && !axis.IsClipped(size);
}
