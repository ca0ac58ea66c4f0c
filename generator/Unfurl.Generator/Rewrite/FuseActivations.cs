namespace Unfurl.Generator;

/// <summary>Applies an activation where the value it reads is made, if nobody else reads that value.</summary>
internal static class FuseActivations
{
    public static Graph Run(Graph graph)
    {
        var nodes = graph.Nodes.ToList();
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes[i] is not { Operation: Elementwise { Names.Count: 1 } activation } node || graph.Readers(node.Inputs[0]) != 1)
                continue;
            int maker = nodes.FindIndex(n => n.Output == node.Inputs[0]);
            if (maker < 0 || nodes[maker].Section != node.Section)
                continue;
            Expression formula = activation.Formula.Replace(new Variable(activation.Names[0]), Expression.X);
            if (nodes[maker].Operation.WithEpilogue(formula) is not { } fused)
                continue;
            nodes[maker] = nodes[maker] with { Operation = fused, Output = node.Output };
            nodes.RemoveAt(i--);
            graph = graph with { Nodes = nodes.ToEquatable() };
        }

        return graph;
    }
}
