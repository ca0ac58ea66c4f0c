namespace Unfurl.Generator;

/// <summary>Padding that follows from sizes: which side gets the odd cell.</summary>
/// <param name="Name">What users call it.</param>
/// <param name="IsLower">The beginning.</param>
internal sealed record SamePadding(string Name, bool IsLower)
{
    private static readonly SamePadding Upper = new("Padding.Same", IsLower: false), Lower = new("Padding.SameLower", IsLower: true);

    /// <summary>What a layer's padding says; null where it is a number of cells.</summary>
    public static SamePadding? Of(LayerContext layer) => layer.Number("Padding", 0) switch
    {
        -1 => Upper,
        -2 => Lower,
        _ => null,
    };

    /// <summary>The cells at the beginning, of all that are added.</summary>
    public int Before(int padding) => IsLower ? padding - (padding / 2) : padding / 2;
}
