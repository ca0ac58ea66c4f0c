using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>Where the parts of a declaration stand in the source. Travels beside the spec, only to where diagnostics are reported.</summary>
internal sealed class LocationTable(Location type, Location network)
{
    private readonly Dictionary<(PlaceKind Kind, string Block), List<(Location Part, FormulaLocation? Formula)>> _parts = [];

    /// <summary>The next part of a kind, on the network's class or on a block's.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="block">The block, or empty.</param>
    /// <param name="location">Where it stands.</param>
    /// <param name="formula">Where its formula stands, if it has one and that is known.</param>
    public void Add(PlaceKind kind, string block, Location location, FormulaLocation? formula = null)
    {
        if (!_parts.TryGetValue((kind, block), out List<(Location Part, FormulaLocation? Formula)>? parts))
            _parts.Add((kind, block), parts = []);
        parts.Add((location, formula));
    }

    public Location Find(Place place) => place.Kind switch
    {
        PlaceKind.Class => type,
        PlaceKind.Network => network,

        // A block of another assembly has no source here: then its use is all there is to show.
        _ => Formula(place) ?? Own(place) ?? Part(PlaceKind.Layer, "", place.Use)?.Part ?? type,
    };

    /// <summary>Where what is shown is used: the layer with a formula that is shown, the block with a part inside. Null if that is all there is to show.</summary>
    public Location? UseOf(Place place)
    {
        Location? own = Own(place), use = place.Block.Length == 0 ? null : Part(PlaceKind.Layer, "", place.Use)?.Part;
        return Formula(place) is not null ? own ?? use : own is null ? null : use;
    }

    private Location? Formula(Place place) => place.Character is { } character ? Part(place.Kind, place.Block, place.Index)?.Formula?.At(character) : null;

    private Location? Own(Place place) => Part(place.Kind, place.Block, place.Index) is { } part && part.Part != Location.None ? part.Part : null;

    private (Location Part, FormulaLocation? Formula)? Part(PlaceKind kind, string block, int index) =>
        _parts.TryGetValue((kind, block), out List<(Location Part, FormulaLocation? Formula)>? parts) && index < parts.Count ? parts[index] : null;
}
