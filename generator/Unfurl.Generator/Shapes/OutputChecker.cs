namespace Unfurl.Generator;

/// <summary>Decides what the network answers, and finds what nobody reads.</summary>
internal sealed class OutputChecker(NetworkSpec spec, GraphBuilder builder, NetworkChecker checker)
{
    /// <summary>Adds the outputs; false if one is wrong, which is reported.</summary>
    public bool Run(Value last)
    {
        builder.Section = Section.Forward;
        if (spec.Outputs.Count == 0)
        {
            builder.Result(ResultKind.Output, last, "output");
            return true;
        }

        Dictionary<string, string> spans = spec.Inputs.ToDictionary(i => Spans.Identifier(i.Name), i => $"input '{i.Name}'");
        for (int i = 0; i < spec.Outputs.Count; i++)
        {
            OutputSpec output = spec.Outputs[i];
            string title = $"Output '{output.Name}'";
            Value? value = output.From is null ? last : checker.Named(output.From);
            if (LayerNames.Fault(output.Name) is { } fault)
                Report(i, Descriptors.BadName.Id, title, "name", fault);
            else if (spans.TryGetValue(Spans.Identifier(output.Name), out string? other))
                Report(i, Descriptors.DuplicateName.Id, title, Spans.Identifier(output.Name), other);
            else if (value is null)
                Report(i, Descriptors.UnknownOutputSource.Id, title, output.From!, LayerNames.Suggest(checker.GivenNames("")));
            else
                builder.Result(ResultKind.Output, value, output.Name);
            if (value is null)
                return false;
            if (LayerNames.Fault(output.Name) is null)
                spans[Spans.Identifier(output.Name)] = $"output '{output.Name}'";
        }

        return true;
    }

    /// <summary>Reports layers whose output leads nowhere, and inputs that nothing reads.</summary>
    /// <param name="layers">The table's rows.</param>
    /// <param name="places">Where they stand.</param>
    /// <param name="judged">What losses name: a Softmax that a cross-entropy passes by is used all the same.</param>
    public void ReportUnused(IReadOnlyList<LayerRow?> layers, IReadOnlyList<Place> places, IEnumerable<Value> judged)
    {
        Graph graph = builder.Build();
        var read = new HashSet<Value>(graph.Nodes.SelectMany(n => n.Inputs).Concat(graph.Results.Select(r => r.Value)).Concat(judged));
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is { } layer && !read.Contains(layer.Output))
                checker.Report(Problem.At(places[i], Descriptors.UnusedOutput.Id, $"layer '{layer.Name}'"));
        }

        foreach (InputSpec input in spec.Inputs)
        {
            if (checker.Named(input.Name) is { Role: ValueRole.Input } value && !read.Contains(value))
                checker.Report(Problem.At(input.Attribute < 0 ? Place.Network : Place.Input(input.Attribute), Descriptors.UnusedOutput.Id, $"input '{input.Name}'"));
        }
    }

    private void Report(int output, string id, params string[] arguments) => checker.Report(Problem.At(Place.Output(output), id, arguments));
}
