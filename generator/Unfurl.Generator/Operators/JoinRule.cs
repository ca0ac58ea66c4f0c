namespace Unfurl.Generator;

/// <summary>How a layer that joins several values becomes nodes.</summary>
internal abstract class JoinRule : LayerRule
{
    /// <summary>What it reads, in few words, for the table.</summary>
    public virtual string Describe(IReadOnlyList<Value> inputs) => InvariantText.Of($"{inputs.Count} of {inputs[0].Shape.ToString()}");

    /// <summary>Appends the nodes and returns the joined value, or reports what does not fit and returns null.</summary>
    public abstract Value? Build(LayerContext layer, IReadOnlyList<Value> inputs);

    public sealed override Value? Build(LayerContext layer, Value input) => Build(layer, [input]);

    /// <summary>Reports that two values do not fit together.</summary>
    protected static Value? Misfit(LayerContext layer, Value a, Value b, string expected)
    {
        layer.Report(
            Descriptors.ShapesDoNotJoin.Id, layer.Title, layer.TitleOf(a), a.Shape.ToString(), layer.TitleOf(b), b.Shape.ToString(), expected);
        return null;
    }
}
