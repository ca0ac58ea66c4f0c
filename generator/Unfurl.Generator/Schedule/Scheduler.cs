namespace Unfurl.Generator;

/// <summary>Graph to plan: a layout for every tensor, kernels for every node, an offset for every buffer.</summary>
internal static class Scheduler
{
    public static Plan Schedule(Graph graph, ParameterTable parameters, PackPlan packs)
    {
        var lowering = new Lowering(graph, parameters, packs);
        foreach (Value input in graph.Inputs)
            Bind(graph, lowering, input);

        // Where every layer was an identity the input is the answer.
        foreach (GraphResult result in graph.Results.Where(r => r.Kind == ResultKind.Output && graph.Inputs.Contains(r.Value)))
            Export(result, lowering);
        HashSet<Node> forInputGradient = InputGradientOnly(graph);
        foreach (Node node in graph.Nodes)
        {
            lowering.Node = node;
            lowering.ForInputGradient = forInputGradient.Contains(node);
            node.Operation.Lower(node, lowering);
            foreach (GraphResult result in graph.Results.Where(r => r.Value == node.Output))
                Export(result, lowering);
        }

        return new Plan(
            lowering.Steps.ToEquatable(),
            MemoryPlan.Place(lowering.Buffers.Where(b => b.Storage == Storage.Workspace)),
            MemoryPlan.Place(lowering.Buffers.Where(b => b.Storage == Storage.Scratch)),
            lowering.Tensors);
    }

    // Backward is a call of its own and does not get the input again.
    private static void Bind(Graph graph, Lowering lowering, Value input)
    {
        Storage storage = StorageOf(input);
        if (storage == Storage.Input && IsReadLater(graph, input))
            lowering.BindCopy(input, storage);
        else
            lowering.Bind(input, storage);
    }

    private static bool IsReadLater(Graph graph, Value value) => graph.Nodes.Any(n =>
        n.Inputs.Contains(value) && (n.Section > Section.Loss || (n.Operation.IsView && IsReadLater(graph, n.Output))));

    private static Storage StorageOf(Value input) => input.Role switch
    {
        ValueRole.Labels => Storage.Labels,
        ValueRole.Targets => Storage.Targets,
        _ => input.Name == Differentiator.OutputGradient ? Storage.OutputGradient : Storage.Input,
    };

    private static void Export(GraphResult result, Lowering lowering)
    {
        if (result.Kind is not (ResultKind.Output or ResultKind.InputGradient))
            return;
        Storage storage = result.Kind == ResultKind.Output ? Storage.Output : Storage.InputGradient;
        var span = new Tensor(new Buffer(result.Value.Name, storage, result.Value.Shape.Length), Layout.Natural(result.Value.Shape));
        lowering.Reorder(lowering.Tensors[result.Value], span);
    }

    // Backwards: a node serves only the input's gradient if every reader does.
    private static HashSet<Node> InputGradientOnly(Graph graph)
    {
        var only = new HashSet<Node>();
        foreach (Node node in graph.Nodes.Reverse())
        {
            GraphResult[] results = graph.Results.Where(r => r.Value == node.Output).ToArray();
            bool parameter = node.Output.Role == ValueRole.ParameterGradient;
            IEnumerable<Node> readers = graph.Nodes.Where(n => n.Inputs.Contains(node.Output));
            if (!parameter && results.All(r => r.Kind == ResultKind.InputGradient) && readers.All(only.Contains))
                only.Add(node);
        }

        return only;
    }
}

/// <summary>A program: calls in order, and the workspace they need.</summary>
/// <param name="Steps">The calls, by section.</param>
/// <param name="WorkspaceLength">Floats per sample.</param>
/// <param name="ScratchLength">Floats per call.</param>
/// <param name="Tensors">Where every value lies.</param>
internal sealed record Plan(
    EquatableArray<Step> Steps, int WorkspaceLength, int ScratchLength, IReadOnlyDictionary<Value, Tensor> Tensors);
