namespace Unfurl.Generator;

/// <summary>As used, a batch norm is a factor and a shift per channel, which follow from weights and running statistics alone.</summary>
internal static class UseRunningStatistics
{
    public static Graph Run(Graph graph)
    {
        Dictionary<Value, Node> updates = graph.Nodes.Where(n => n.Operation is RunningUpdate).ToDictionary(n => n.Inputs[0]);
        if (updates.Count == 0)
            return graph;
        var builder = new GraphBuilder(graph) { Section = Section.Weights };
        int made = builder.Nodes.Count;
        var nodes = new List<Node>();
        foreach (Node node in graph.Nodes)
        {
            if (node.Operation is RunningUpdate)
                continue;
            if (node.Operation is Normalize norm)
                nodes.Add(Affine(builder, node, norm, updates[node.Inputs[1]]));
            else
                nodes.Add(node);
        }

        IEnumerable<Node> derived = builder.Nodes.Skip(made);
        return graph with
        {
            Nodes = nodes.Where(n => n.Section == Section.Weights).Concat(derived).Concat(nodes.Where(n => n.Section > Section.Weights)).ToEquatable(),
            Results = graph.Results.Where(r => r.Kind != ResultKind.Statistics).ToEquatable(),
        };
    }

    private static Node Affine(GraphBuilder builder, Node node, Normalize norm, Node update)
    {
        builder.Layer = node.Layer;
        Value mean = update.Inputs[1], variance = update.Inputs[2];
        Value[] weight = norm.Affine ? [node.Inputs[2]] : [], bias = norm.Affine ? [node.Inputs[3]] : [];
        Value scale = builder.Add(
            node.Output.Name + ".scale", new NormalizationScale(norm.Epsilon, norm.Affine), ValueRole.Derived, null, [variance, .. weight]);
        Value shift = builder.Add(node.Output.Name + ".shift", new NormalizationShift(norm.Affine), ValueRole.Derived, null, [mean, scale, .. bias]);
        return node with { Operation = new ChannelAffine(norm.Epilogue), Inputs = EquatableArray.Of(node.Inputs[0], scale, shift) };
    }
}
