namespace Unfurl.Generator;

/// <summary>Checkpointing: a value that costs no multiply-adds is made again where the backward pass reads it, so that it need not be kept.</summary>
/// <remarks>What it is made from is kept, or made again in the same way. Each backward section makes its own.</remarks>
internal static class RecomputeCheap
{
    public static Graph Run(Graph graph)
    {
        Dictionary<Value, Node> makers = graph.Nodes.Where(n => n.Section == Section.Forward).ToDictionary(n => n.Output);
        var builder = new GraphBuilder(graph);
        int count = builder.Nodes.Count;
        var copies = new Dictionary<(Value, Section), Value>();
        var nodes = new List<Node>();
        foreach (Node node in graph.Nodes)
        {
            if (node.Section <= Section.Loss)
                nodes.Add(node);
            else
                nodes.Add(node with { Inputs = node.Inputs.Select(i => Again(i, node.Section)).ToEquatable() });
        }

        return graph with { Nodes = nodes.ToEquatable() };

        Value Again(Value value, Section section)
        {
            if (!makers.TryGetValue(value, out Node? maker) || !IsCheap(maker))
                return value;
            if (copies.TryGetValue((value, section), out Value? copy))
                return copy;
            Value[] inputs = maker.Inputs.Select(i => Again(i, section)).ToArray();
            (builder.Section, builder.Layer) = (section, maker.Layer);
            copy = builder.Add(value.Name + ".again", maker.Operation, value.Role, null, inputs);
            nodes.Add(builder.Nodes[count++]);
            copies.Add((value, section), copy);
            return copy;
        }
    }

    // A statistic is a few numbers that took two passes over the batch; a fork's input is there anyway.
    private static bool IsCheap(Node node) => node.Output.Role == ValueRole.Activation && node.Operation.MultiplyAdds(node) == 0;
}
