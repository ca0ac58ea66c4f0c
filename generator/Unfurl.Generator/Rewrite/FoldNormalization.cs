namespace Unfurl.Generator;

/// <summary>Makes a factor and a shift per channel part of the weights and bias of the layer beside them.</summary>
/// <remarks>
/// Behind: s (sum w x + b) + t = sum (s w) x + (s b + t). In front, without padding: sum w (s x + t) + b = sum (w s) x + (b + sum w t).
/// </remarks>
internal static class FoldNormalization
{
    /// <summary>Into the layer that makes what is normalised, if nobody else reads it.</summary>
    public static Graph Behind(Graph graph) => new Folding(graph).Run((folding, node) =>
    {
        if (node.Operation is not ChannelAffine affine
            || folding.Maker(node.Inputs[0]) is not { Operation: IFoldable { OutputAxis: >= 0 } layer } maker
            || folding.IsReadElsewhere(node.Inputs[0])
            || layer.WithBias() is not { } folded)
            return null;
        (Value weights, Value scale, Value shift) = (maker.Inputs[1], node.Inputs[1], node.Inputs[2]);
        Value w = folding.Derive(maker, weights.Name + ".folded", new ScaledWeights(layer.OutputAxis), weights, scale);
        Value b = folding.Derive(
            maker, node.Output.Name + ".bias", new ScaledBias(layer.Bias), [scale, shift, .. layer.Bias ? new[] { maker.Inputs[2] } : []]);
        Operation operation = affine.Epilogue is null ? folded : folded.WithEpilogue(affine.Epilogue)!;
        folding.Remove(maker);
        return maker with { Operation = operation, Inputs = EquatableArray.Of(maker.Inputs[0], w, b), Output = node.Output };
    });

    /// <summary>Into the layer that reads what was normalised, if it alone does.</summary>
    public static Graph InFront(Graph graph) => new Folding(graph).Run((folding, node) =>
    {
        if (node.Operation is not IFoldable { CanFoldInFront: true } layer
            || folding.Maker(node.Inputs[0]) is not { Operation: ChannelAffine { Epilogue: null } } affine
            || folding.IsReadElsewhere(node.Inputs[0])
            || layer.WithBias() is not { } folded)
            return null;
        (Value weights, Value scale, Value shift) = (node.Inputs[1], affine.Inputs[1], affine.Inputs[2]);
        Value w = folding.Derive(node, weights.Name + ".folded", new ScaledWeights(1), weights, scale);
        Value b = folding.Derive(
            node, node.Output.Name + ".bias", new ShiftedBias(layer.Bias), [weights, shift, .. layer.Bias ? new[] { node.Inputs[2] } : []]);
        folding.Remove(affine);
        return node with { Operation = folded, Inputs = EquatableArray.Of(affine.Inputs[0], w, b) };
    });

    /// <summary>A graph whose nodes are replaced one by one, with new nodes that depend on weights alone.</summary>
    private sealed class Folding(Graph graph)
    {
        private readonly GraphBuilder _builder = new(graph) { Section = Section.Weights };
        private readonly Readers _readers = new(graph);
        private readonly Dictionary<Value, Node> _makers = graph.Nodes.ToDictionary(n => n.Output);
        private readonly HashSet<Node> _removed = [];

        public Node? Maker(Value value) => _makers.TryGetValue(value, out Node? maker) && maker.Section == Section.Forward ? maker : null;

        public bool IsReadElsewhere(Value value) => _readers.Count(value) != 1;

        public void Remove(Node node) => _removed.Add(node);

        public Value Derive(Node node, string name, Operation operation, params Value[] inputs)
        {
            _builder.Layer = node.Layer;
            return _builder.Add(name, operation, ValueRole.Derived, null, inputs);
        }

        public Graph Run(Func<Folding, Node, Node?> fold)
        {
            int made = _builder.Nodes.Count;
            var nodes = new List<Node>();
            foreach (Node node in graph.Nodes)
            {
                Node kept = fold(this, node) ?? node;
                _makers[kept.Output] = kept;
                nodes.Add(kept);
            }

            Node[] derived = _builder.Nodes.Skip(made).ToArray();
            Node[] left = nodes.Where(n => !_removed.Contains(n)).ToArray();
            return graph with
            {
                Nodes = left.Where(n => n.Section == Section.Weights).Concat(derived).Concat(left.Where(n => n.Section > Section.Weights)).ToEquatable(),
            };
        }
    }
}
