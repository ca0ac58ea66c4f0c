namespace Unfurl.Generator;

/// <summary>Graph to plan: a layout for every tensor, kernels for every node, an offset for every buffer.</summary>
internal static class Scheduler
{
    public static Plan Schedule(Graph graph, PackPlan packs, ScheduleOptions options)
    {
        var readers = new Readers(graph);
        var lowering = new Lowering(graph, readers, packs, options);
        var kept = new Dictionary<string, Buffer>();
        foreach (Value input in graph.Inputs)
        {
            Bind(readers, lowering, input);
            Keep(readers, lowering, input, kept);
        }

        HashSet<Node> forInputGradient = InputGradientOnly(graph, readers);
        bool answered = false;
        foreach (Node node in graph.Nodes)
        {
            if (node.Section > Section.Forward && !answered)
            {
                Answer(graph, lowering);
                answered = true;
            }

            lowering.Node = node;
            lowering.ForInputGradient = forInputGradient.Contains(node);

            // What made its input may have done its work.
            if (!lowering.Tensors.ContainsKey(node.Output))
                node.Operation.Lower(node, lowering);
            foreach (GraphResult result in graph.Results.Where(r => r.Kind == ResultKind.InputGradient && r.Value == node.Output))
                Export(result, lowering.Tensors[node.Output], Storage.InputGradient, lowering);
            Keep(readers, lowering, node.Output, kept);
        }

        if (!answered)
            Answer(graph, lowering);
        MemorySpan workspace = Place("workspace", Storage.Workspace), scratch = Place("scratch", Storage.Scratch), own = Place("own", Storage.Own);
        return new Plan(lowering.Steps.ToEquatable(), workspace.Length, scratch.Length, own.Length, lowering.Tensors, lowering.Buffers, kept)
        {
            Offsets = workspace.Offsets.Concat(scratch.Offsets).Concat(own.Offsets).ToEquatable(),
        };

        MemorySpan Place(string name, Storage storage) => MemoryPlan.Place(name + " end", lowering.Buffers.Where(b => b.Storage == storage));
    }

    // Right where it is made: a layer behind may work in place.
    private static void Keep(Readers readers, Lowering lowering, Value value, Dictionary<string, Buffer> kept)
    {
        foreach (GraphResult result in readers.Results(value).Where(r => r.Kind == ResultKind.Kept))
            kept.Add(result.Name, lowering.Keep(value, result.Name));
    }

    // Backward is a call of its own and does not get the inputs again.
    private static void Bind(Readers readers, Lowering lowering, Value input)
    {
        Storage storage = StorageOf(input);
        if (storage == Storage.Input && readers.AreLater(input))
            lowering.BindCopy(input, storage);
        else
            lowering.Bind(input, storage);
    }

    private static Storage StorageOf(Value input) => input.Role switch
    {
        ValueRole.Labels => Storage.Labels,
        ValueRole.Targets => Storage.Targets,
        ValueRole.OutputGradient => Storage.OutputGradient,
        _ => Storage.Input,
    };

    // At the end: a training pass may be asked for its answer after all of it has run. The caller's spans may overlap: an output may be written over an input
    // that is an output too, and has yet to be copied.
    private static void Answer(Graph graph, Lowering lowering)
    {
        GraphResult[] outputs = graph.Outputs.ToArray();
        var made = new Tensor[outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            Begin(outputs[i]);
            made[i] = i == 0 ? lowering.Tensors[outputs[i].Value] : lowering.Safe(outputs[i].Value);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            Begin(outputs[i]);
            Export(outputs[i], made[i], Storage.Output, lowering);
        }

        void Begin(GraphResult output)
        {
            lowering.Node = graph.Nodes.FirstOrDefault(n => n.Output == output.Value);
            lowering.ForInputGradient = false;
        }
    }

    private static void Export(GraphResult result, Tensor made, Storage storage, Lowering lowering)
    {
        var span = new Tensor(new Buffer(result.Name, storage, result.Value.Shape.Length), Layout.Natural(result.Value.Shape));
        lowering.Reorder(made, span);
    }

    // Backwards: a node serves only the input's gradient if every reader does.
    private static HashSet<Node> InputGradientOnly(Graph graph, Readers readers)
    {
        var only = new HashSet<Node>();
        foreach (Node node in graph.Nodes.Reverse())
        {
            bool inside = node is { Section: > Section.Loss, Output.Role: ValueRole.Activation or ValueRole.Statistic };
            if (inside && readers.Results(node.Output).All(r => r.Kind == ResultKind.InputGradient) && readers.Nodes(node.Output).All(only.Contains))
                only.Add(node);
        }

        return only;
    }
}

/// <summary>A program: calls in order, and the workspace they need.</summary>
/// <param name="Steps">The calls, by section.</param>
/// <param name="WorkspaceLength">Floats per sample.</param>
/// <param name="ScratchLength">Floats per call.</param>
/// <param name="OwnLength">Floats per thread of a call.</param>
/// <param name="Tensors">Where every value lies.</param>
/// <param name="Buffers">All memory of the workspace.</param>
/// <param name="Kept">What layers made, by their names, in natural layout; it stays to the end.</param>
internal sealed record Plan(
    EquatableArray<Step> Steps,
    Extent WorkspaceLength,
    Extent ScratchLength,
    Extent OwnLength,
    IReadOnlyDictionary<Value, Tensor> Tensors,
    IReadOnlyList<Buffer> Buffers,
    IReadOnlyDictionary<string, Buffer> Kept)
{
    /// <summary>Offsets that follow from open sizes, in the order in which they can be found.</summary>
    public EquatableArray<OpenOffset> Offsets { get; init; }
}
