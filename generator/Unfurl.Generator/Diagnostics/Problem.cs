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
/// <param name="Kind">What it is.</param>
/// <param name="Index">Its number among its kind on its class.</param>
/// <param name="Block">The block it stands in, or empty for the network's class itself.</param>
/// <param name="Use">For a layer inside a block: the number of the network's layer that uses the block.</param>
/// <param name="Character">Which character of its formula; null for the part itself.</param>
internal readonly record struct Place(PlaceKind Kind, int Index, string Block = "", int Use = 0, int? Character = null)
{
    public static Place Class => new(PlaceKind.Class, 0);

    public static Place Network => new(PlaceKind.Network, 0);

    public static Place Layer(int index) => new(PlaceKind.Layer, index);

    public static Place Loss(int index) => new(PlaceKind.Loss, index);

    public static Place Input(int index) => new(PlaceKind.Input, index);

    public static Place Output(int index) => new(PlaceKind.Output, index);
}

/// <summary>The kinds of <see cref="Place"/>.</summary>
internal enum PlaceKind
{
    Class,
    Network,
    Layer,
    Loss,
    Input,
    Output,
}
