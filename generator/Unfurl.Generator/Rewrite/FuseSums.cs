namespace Unfurl.Generator;

/// <summary>Adds a value where the other one of a sum is made: the end of a residual block needs no pass of its own.</summary>
/// <remarks>Of two values that could take it, the one made last does: the other is there by then. It must be read by nobody else.</remarks>
internal static class FuseSums
{
    public static Graph Run(Graph graph)
    {
        var readers = new Readers(graph);
        var nodes = new List<Node>();
        var places = new Dictionary<Value, int>();
        foreach (Node node in graph.Nodes)
        {
            if (IsSum(node) && Fused(node, readers, nodes, places) is var (at, fused))
            {
                nodes[at] = fused;
                places[node.Output] = at;
                continue;
            }

            places[node.Output] = nodes.Count;
            nodes.Add(node);
        }

        return graph with { Nodes = nodes.ToEquatable() };
    }

    private static bool IsSum(Node node) =>
        node.Operation is Elementwise { Names.Count: 2, Formula: Call { Function: "+" } sum }
        && sum.Arguments.All(a => a is Variable)
        && node.Inputs[0] != node.Inputs[1];

    private static (int At, Node Fused)? Fused(Node node, Readers readers, List<Node> nodes, Dictionary<Value, int> places)
    {
        int[] made = node.Inputs.Select(i => places.TryGetValue(i, out int place) ? place : -1).ToArray();
        int last = made[0] > made[1] ? 0 : 1, at = made[last];
        Value addend = node.Inputs[1 - last];
        if (at < 0 || readers.Count(node.Inputs[last]) != 1 || nodes[at] is var maker && maker.Section != node.Section)
            return null;
        return nodes[at].Operation.WithAddend() is { } operation
            ? (at, nodes[at] with { Operation = operation, Inputs = nodes[at].Inputs.Append(addend).ToEquatable(), Output = node.Output })
            : null;
    }
}
