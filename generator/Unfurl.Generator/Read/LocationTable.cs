using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>Where the parts of a declaration stand in the source. Travels beside the spec, only to where diagnostics are reported.</summary>
internal sealed class LocationTable(Location type, Location network)
{
    private readonly Dictionary<(PlaceKind Kind, string Block), List<Location>> _parts = [];

    /// <summary>The next part of a kind, on the network's class or on a block's.</summary>
    public void Add(PlaceKind kind, string block, Location location)
    {
        if (!_parts.TryGetValue((kind, block), out List<Location>? parts))
            _parts.Add((kind, block), parts = []);
        parts.Add(location);
    }

    public Location Find(Place place) => place.Kind switch
    {
        PlaceKind.Class => type,
        PlaceKind.Network => network,

        // A block of another assembly has no source here: then its use is all there is to show.
        _ => Own(place) ?? Part(PlaceKind.Layer, "", place.Use) ?? type,
    };

    /// <summary>Where the block is used, for a part inside one, unless that is all there is to show.</summary>
    public Location? UseOf(Place place) => place.Block.Length == 0 || Own(place) is null ? null : Part(PlaceKind.Layer, "", place.Use);

    private Location? Own(Place place) => Part(place.Kind, place.Block, place.Index) is { } location && location != Location.None ? location : null;

    private Location? Part(PlaceKind kind, string block, int index) =>
        _parts.TryGetValue((kind, block), out List<Location>? parts) && index < parts.Count ? parts[index] : null;
}
