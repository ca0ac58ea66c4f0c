using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>Where the parts of a declaration stand in the source. Travels beside the spec, only to where diagnostics are reported.</summary>
internal sealed class LocationTable(Location type, Location network, IReadOnlyList<Location> layers, IReadOnlyList<Location> losses)
{
    public Location Find(Place place) => place.Kind switch
    {
        PlaceKind.Layer when place.Index < layers.Count => layers[place.Index],
        PlaceKind.Loss when place.Index < losses.Count => losses[place.Index],
        PlaceKind.Network => network,
        _ => type,
    };
}
