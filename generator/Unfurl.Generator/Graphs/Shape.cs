namespace Unfurl.Generator;

/// <summary>The shape of one sample or of one parameter, outermost first. The batch is never part of it.</summary>
internal sealed record Shape(EquatableArray<int> Sizes)
{
    public static Shape Of(params int[] sizes) => new(new EquatableArray<int>(sizes));

    public int Rank => Sizes.Count;

    public bool IsVector => Rank == 1;

    /// <summary>(C, L) or (C, H, W).</summary>
    public bool IsMap => Rank is 2 or 3;

    public bool IsSequence => Rank == 2;

    /// <summary>Channels of a map; the features of a vector, which is a map of one pixel.</summary>
    public int Channels => Sizes[0];

    public int Height => Rank == 3 ? Sizes[1] : 1;

    public int Width => Rank == 1 ? 1 : Sizes[Rank - 1];

    public int Length => Sizes.Aggregate(1, (product, size) => checked(product * size));

    /// <summary>A map of the same rank as this one.</summary>
    public Shape WithMap(int channels, int height, int width) => IsSequence ? Of(channels, width) : Of(channels, height, width);

    /// <summary>The same map or vector with other channels.</summary>
    public Shape WithChannels(int channels) => new(Sizes.Select((size, axis) => axis == 0 ? channels : size).ToEquatable());

    public override string ToString() => string.Join("x", Sizes);
}
