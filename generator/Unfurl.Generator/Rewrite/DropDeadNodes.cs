namespace Unfurl.Generator;

/// <summary>Removes nodes whose value nobody reads, last to first.</summary>
internal static class DropDeadNodes
{
    public static Graph Run(Graph graph)
    {
        var alive = new HashSet<Value>(graph.Results.Select(r => r.Value));
        var kept = new List<Node>();
        foreach (Node node in graph.Nodes.Reverse())
        {
            if (!alive.Contains(node.Output))
                continue;
            kept.Add(node);
            alive.UnionWith(node.Inputs);
        }

        kept.Reverse();
        return graph with { Nodes = kept.ToEquatable() };
    }
}
