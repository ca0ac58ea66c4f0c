namespace Unfurl.Generator;

/// <summary>Upper bounds for the memory of a shape before anything is planned: layouts round channels or rows up to blocks. In double, since the
/// products are what may overflow.</summary>
internal static class MemorySize
{
    /// <summary>A value of one sample, whichever axis becomes innermost; of open sizes it is known when the network runs, and 0 here.</summary>
    public static double OfSample(Shape shape) => shape.IsOpen ? 0 : shape.IsVector
        ? Rounded(shape.Channels)
        : shape.Height * Math.Max(Rounded(shape.Channels) * shape.Width, shape.Channels * Rounded(shape.Width));

    /// <summary>A tensor of weights, packed for either direction.</summary>
    public static double OfWeights(Shape shape) => shape.IsVector
        ? Rounded(shape.Channels)
        : shape.Sizes.Skip(2).Aggregate(Rounded(shape.Sizes[0]) * Rounded(shape.Sizes[1]), (product, size) => product * size);

    private static double Rounded(int size) => Math.Ceiling((double)size / Layout.Block) * Layout.Block;
}
