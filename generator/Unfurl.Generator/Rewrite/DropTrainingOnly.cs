namespace Unfurl.Generator;

/// <summary>As used, a loss counts only if it judges something on the way to an output: heads that exist for training alone go.</summary>
internal static class DropTrainingOnly
{
    public static Graph Run(Graph graph)
    {
        HashSet<Value> used = Ancestors(graph);
        HashSet<Value> dropped = [.. graph.Nodes.Where(n => n.Section == Section.Loss && !used.Contains(n.Inputs[0])).Select(n => n.Output)];
        return graph with
        {
            Results = graph.Results.Where(r => !dropped.Contains(r.Value) && (r.Kind != ResultKind.Kept || used.Contains(r.Value))).ToEquatable(),
        };
    }

    /// <summary>All values that outputs depend on, and the outputs.</summary>
    public static HashSet<Value> Ancestors(Graph graph)
    {
        var used = new HashSet<Value>(graph.Outputs.Select(r => r.Value));
        foreach (Node node in graph.Nodes.Reverse().Where(n => used.Contains(n.Output)))
            used.UnionWith(node.Inputs);
        return used;
    }
}
