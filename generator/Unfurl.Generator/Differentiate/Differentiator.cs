namespace Unfurl.Generator;

/// <summary>Reverse-mode differentiation: walks the forward nodes backwards and appends each one's gradient rule.</summary>
internal static class Differentiator
{
    /// <summary>Name of the input that holds the caller's gradient of the output.</summary>
    public const string OutputGradient = "outputGradient";

    /// <summary>Adds the backward sections: from the output's gradient, and from the losses.</summary>
    public static Graph Differentiate(Graph graph)
    {
        var builder = new GraphBuilder(graph);
        Node[] forward = graph.Nodes.Where(n => n.Section == Section.Forward).ToArray();
        Node[] losses = graph.Nodes.Where(n => n.Section == Section.Loss).ToArray();
        Value input = graph.Inputs.First(i => i.Role == ValueRole.Input);
        HashSet<Value> wanted = Wanted(forward, graph.Parameters.Append(input));
        Value seed = builder.Input(OutputGradient, graph.Output.Shape);
        builder.Section = Section.Backward;
        Dictionary<Value, Value> gradients = Propagate(builder, forward, wanted, new() { [graph.Output] = seed });
        if (gradients.TryGetValue(input, out Value? inputGradient))
            builder.Result(ResultKind.InputGradient, inputGradient);
        if (losses.Length > 0)
        {
            builder.Section = Section.LossBackward;
            HashSet<Value> learning = Wanted(forward, graph.Parameters);
            Propagate(builder, forward.Concat(losses).ToArray(), learning, []);
            AddUnlearned(builder, losses.Where(n => !learning.Contains(n.Inputs[0])));
        }

        return builder.Build();
    }

    // A loss is computed along with its gradient; one that no parameter leads to has none, and is still part of the answer.
    private static void AddUnlearned(GraphBuilder builder, IEnumerable<Node> losses)
    {
        foreach (Node loss in losses)
        {
            builder.Layer = loss.Layer;
            builder.Result(ResultKind.Loss, builder.Add(loss.Output.Name, loss.Operation, ValueRole.Loss, null, loss.Inputs.ToArray()));
        }
    }

    /// <summary>Values through which something wanted is reached.</summary>
    private static HashSet<Value> Wanted(Node[] forward, IEnumerable<Value> roots)
    {
        var wanted = new HashSet<Value>(roots);
        foreach (Node node in forward)
        {
            if (node.Inputs.Any(wanted.Contains))
                wanted.Add(node.Output);
        }

        return wanted;
    }

    private static Dictionary<Value, Value> Propagate(GraphBuilder builder, Node[] nodes, HashSet<Value> wanted, Dictionary<Value, Value> gradients)
    {
        foreach (Node node in Enumerable.Reverse(nodes))
        {
            bool isLoss = node.Section == Section.Loss;
            if (!isLoss && (!wanted.Contains(node.Output) || !gradients.ContainsKey(node.Output)))
                continue;

            // A loss is where gradients start: its rule needs none and gives d(loss)/d(input) itself.
            Value gradient = isLoss ? node.Output : gradients[node.Output];
            builder.Layer = node.Layer;
            node.Operation.Differentiate(new GradientContext(builder, node, gradient, wanted.Contains, (of, contribution) =>
            {
                if (of.Role == ValueRole.Parameter)
                    builder.Result(ResultKind.ParameterGradient, contribution);
                else
                    gradients[of] = gradients.TryGetValue(of, out Value? sum) ? Elementwise.Add(builder, sum, contribution) : contribution;
            }));
        }

        return gradients;
    }
}
