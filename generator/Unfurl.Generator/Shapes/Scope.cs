namespace Unfurl.Generator;

/// <summary>A list of layers under one roof: the network's own, or those of one use of a block.</summary>
/// <param name="Layers">The layers.</param>
/// <param name="Block">The use of a block they stand for; null for the network.</param>
/// <param name="Outer">The scope that uses the block.</param>
/// <param name="Prefix">What stands before names: empty, or <c>inception3a.</c></param>
/// <param name="KeyPrefix">What stands before keys of weights.</param>
/// <param name="Parameters">The numbers of the block's parameters.</param>
/// <param name="Use">Number of the network's layer that leads here.</param>
/// <param name="Frozen">Whether nothing here learns.</param>
internal sealed record Scope(
    EquatableArray<LayerSpec> Layers,
    LayerSpec? Block,
    Scope? Outer,
    string Prefix,
    string KeyPrefix,
    IReadOnlyDictionary<string, SizeNumber> Parameters,
    int Use,
    bool Frozen)
{
    public static Scope Of(NetworkSpec network) => new(network.Layers, null, null, "", "", new Dictionary<string, SizeNumber>(), 0, false);

    /// <summary>Where a layer stands.</summary>
    public Place Place(int layer) => Block is null ? Generator.Place.Layer(layer) : new Place(PlaceKind.Layer, layer, Block.Block!, Use);

    /// <summary>Which of the network's own layers leads to a layer.</summary>
    public int Root(int layer) => Block is null ? layer : Use;

    /// <summary>The names of the blocks that stand around, innermost first.</summary>
    public IEnumerable<LayerSpec> Around
    {
        get
        {
            for (Scope? s = this; s is not null; s = s.Outer)
            {
                if (s.Block is not null)
                    yield return s.Block;
            }
        }
    }

    /// <summary>The layers of one use of a block.</summary>
    public Scope Inside(BlockSpec block, LayerSpec use, int layer, string name, string key) => new(
        block.Layers,
        use,
        this,
        name + ".",
        key + ".",
        Numbers(use),
        Root(layer),
        Frozen || use.Arguments.Any(a => a is { Name: "Frozen", Number: 1 }));

    // Where a property is called as a parameter, the parameter counts; it stands first.
    private static Dictionary<string, SizeNumber> Numbers(LayerSpec use) => use.Arguments
        .Where(a => a.Text is null && a.Name is not ("Repeat" or "Frozen"))
        .GroupBy(a => a.Name)
        .ToDictionary(g => g.Key, g => new SizeNumber(g.First().Number, !g.First().IsReal));
}
