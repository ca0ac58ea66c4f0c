using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>Reads the blocks a declaration uses, each once, and those they use.</summary>
internal sealed class BlockReader(LocationTable locations, Compilation compilation, CancellationToken cancel)
{
    private readonly Dictionary<string, BlockSpec?> _blocks = [];

    public IEnumerable<BlockSpec> Blocks => _blocks.Values.OfType<BlockSpec>();

    /// <summary>Whether the compiler found fault with an attribute of some block.</summary>
    public bool Unreadable { get; private set; }

    public void Read(INamedTypeSymbol attribute)
    {
        string id = LayerReader.Id(attribute);
        if (!LayerReader.IsBlock(attribute) || _blocks.ContainsKey(id))
            return;

        // Noted before it is read: a block may, wrongly, use itself.
        _blocks.Add(id, null);
        cancel.ThrowIfCancellationRequested();
        var layers = new List<LayerSpec>();
        foreach (AttributeData inner in attribute.GetAttributes())
        {
            Unreadable |= LayerReader.IsUnreadable(inner);
            if (inner.AttributeClass is not { } type || !LayerReader.IsLayer(type))
                continue;
            layers.Add(LayerReader.Read(inner, type));
            locations.Add(PlaceKind.Layer, id, Find(inner), FormulaReader.Find(inner, type, compilation, cancel));
            Read(type);
        }

        _blocks[id] = new BlockSpec(id, layers.ToEquatable());
    }

    // Of another project of the same solution there may be source, but none that this compilation may point at.
    private Location Find(AttributeData attribute) => attribute.ApplicationSyntaxReference is { } syntax && compilation.ContainsSyntaxTree(syntax.SyntaxTree)
        ? syntax.GetSyntax(cancel).GetLocation()
        : Location.None;
}
