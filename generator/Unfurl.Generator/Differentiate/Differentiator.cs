namespace Unfurl.Generator;

/// <summary>Reverse-mode differentiation: walks the forward nodes backwards and appends each one's gradient rule.</summary>
internal static class Differentiator
{
    /// <summary>Adds the backward sections: from the gradients of the outputs, and from the losses.</summary>
    public static Graph Differentiate(Graph graph)
    {
        var builder = new GraphBuilder(graph);
        Node[] forward = graph.Nodes.Where(n => n.Section == Section.Forward).ToArray();
        Node[] losses = graph.Nodes.Where(n => n.Section == Section.Loss).ToArray();
        Value[] learned = graph.Parameters.Where(p => p.Parameter!.IsLearned).ToArray();
        Value[] inputs = IsFrozenFirst(graph) ? [] : graph.Samples.ToArray();
        builder.Section = Section.Backward;
        Dictionary<Value, Value> gradients = Propagate(builder, forward, Wanted(forward, learned.Concat(inputs)), Seeds(graph, builder));
        foreach (Value input in inputs)
        {
            if (!gradients.TryGetValue(input, out Value? inputGradient))
                continue;

            // What the caller gave is not something that was made.
            if (inputGradient.Role == ValueRole.OutputGradient)
                inputGradient = builder.Add("d" + input.Name, new Elementwise(new Variable("dy"), EquatableArray.Of("dy")), inputGradient);
            builder.Result(ResultKind.InputGradient, inputGradient, input.Name);
        }

        if (losses.Length > 0)
        {
            builder.Section = Section.LossBackward;
            HashSet<Value> learning = Wanted(forward, learned);
            Propagate(builder, forward.Concat(losses).ToArray(), learning, []);
            AddUnlearned(builder, losses.Where(n => !learning.Contains(n.Inputs[0])));
        }

        return builder.Build();
    }

    // No name a layer can have.
    private const string GradientOf = "gradient of ";

    /// <summary>What the gradient of an output is called among the inputs.</summary>
    public static string OutputGradient(string output) => GradientOf + output;

    /// <summary>The output whose gradient is called so.</summary>
    public static string OutputOf(string gradient) => gradient.Substring(GradientOf.Length);

    // The caller gives a gradient for every output; a value that is two of them gets their sum.
    private static Dictionary<Value, Value> Seeds(Graph graph, GraphBuilder builder)
    {
        var seeds = new Dictionary<Value, Value>();
        foreach (GraphResult output in graph.Outputs)
        {
            Value seed = builder.Input(OutputGradient(output.Name), output.Value.Shape, ValueRole.OutputGradient);
            seeds[output.Value] = seeds.TryGetValue(output.Value, out Value? other) ? Elementwise.Add(builder, other, seed) : seed;
        }

        return seeds;
    }

    /// <summary>Whether frozen layers come first. Nothing before the first layer that learns gets backward code then, and the inputs have no gradient.</summary>
    public static bool IsFrozenFirst(Graph graph)
    {
        Node[] forward = graph.Nodes.Where(n => n.Section == Section.Forward).ToArray();
        HashSet<Value> learning = Wanted(forward, graph.Parameters.Where(p => p.Parameter!.IsLearned));
        return forward.Any(n => n.Inputs.Any(i => i.Parameter is { IsFrozen: true } || i.Role == ValueRole.Derived) && !n.Inputs.Any(learning.Contains));
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
