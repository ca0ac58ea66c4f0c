namespace Unfurl.Generator;

/// <summary>A mistake in a declaration: which rule, where, and the words for its message. Holds no location, so it may be cached.</summary>
/// <param name="Id">The rule's id in <see cref="Descriptors"/>.</param>
/// <param name="Place">Which part of the declaration.</param>
/// <param name="Arguments">What the message is filled with.</param>
internal sealed record Problem(string Id, Place Place, EquatableArray<string> Arguments)
{
    public static Problem At(Place place, string id, params string[] arguments) => new(id, place, new EquatableArray<string>(arguments));
}

/// <summary>A part of a declaration, by kind and number.</summary>
internal readonly record struct Place(PlaceKind Kind, int Index)
{
    public static Place Class => new(PlaceKind.Class, 0);

    public static Place Network => new(PlaceKind.Network, 0);

    public static Place Layer(int index) => new(PlaceKind.Layer, index);

    public static Place Loss(int index) => new(PlaceKind.Loss, index);
}

/// <summary>The kinds of <see cref="Place"/>.</summary>
internal enum PlaceKind
{
    Class,
    Network,
    Layer,
    Loss,
}
