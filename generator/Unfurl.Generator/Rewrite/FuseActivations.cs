namespace Unfurl.Generator;

/// <summary>Applies an activation where the value it reads is made, if nobody else reads that value.</summary>
internal static class FuseActivations
{
    public static Graph Run(Graph graph)
    {
        var readers = new Readers(graph);
        var nodes = new List<Node>();
        var places = new Dictionary<Value, int>();
        foreach (Node node in graph.Nodes)
        {
            if (node is { Operation: Elementwise { Names.Count: 1 } activation }
                && readers.Count(node.Inputs[0]) == 1
                && places.TryGetValue(node.Inputs[0], out int at)
                && nodes[at] is var maker && maker.Section == node.Section
                && maker.Operation.WithEpilogue(activation.Formula.Replace(new Variable(activation.Names[0]), Expression.X)) is { } fused)
            {
                nodes[at] = maker with { Operation = fused, Output = node.Output };
                places[node.Output] = at;
                continue;
            }

            places[node.Output] = nodes.Count;
            nodes.Add(node);
        }

        return graph with { Nodes = nodes.ToEquatable() };
    }
}
