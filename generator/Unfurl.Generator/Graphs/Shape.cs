namespace Unfurl.Generator;

/// <summary>The shape of one sample or of one parameter, outermost first. The batch is never part of it.</summary>
internal sealed record Shape(EquatableArray<Extent> Sizes)
{
    public static Shape Of(params Extent[] sizes) => new(new EquatableArray<Extent>(sizes));

    public int Rank => Sizes.Count;

    public bool IsVector => Rank == 1;

    /// <summary>(C, L) or (C, H, W).</summary>
    public bool IsMap => Rank is 2 or 3;

    public bool IsSequence => Rank == 2;

    /// <summary>Whether it has a size that the network leaves open.</summary>
    public bool IsOpen => Sizes.Any(s => s.IsOpen);

    /// <summary>Channels of a map; the features of a vector, which is a map of one pixel.</summary>
    public int Channels => Sizes[0];

    public Extent Height => Rank == 3 ? Sizes[1] : 1;

    public Extent Width => Rank == 1 ? 1 : Sizes[Rank - 1];

    public Extent Length => Sizes.Aggregate((Extent)1, (product, size) => product * size);

    /// <summary>A map of the same rank as this one.</summary>
    public Shape WithMap(int channels, Extent height, Extent width) => IsSequence ? Of(channels, width) : Of(channels, height, width);

    /// <summary>The same map or vector with other channels.</summary>
    public Shape WithChannels(int channels) => new(Sizes.Select((size, axis) => axis == 0 ? (Extent)channels : size).ToEquatable());

    public override string ToString() => string.Join("x", Sizes.Select(Spell));

    private static string Spell(Extent size) => size.Open is { IsSum: true } ? $"({size})" : size.ToString();
}
