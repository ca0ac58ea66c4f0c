namespace Unfurl.Generator;

/// <summary>The pure function from spec to text: everything between them is born and dies here.</summary>
internal static class NetworkCompiler
{
    /// <summary>The file of a network; null if the class cannot be added to. A network with mistakes gets bodies that throw.</summary>
    public static GeneratedFile? Compile(NetworkSpec spec, CancellationToken cancel)
    {
        CheckedNetwork network = NetworkChecker.Check(spec);
        if (network.Problems.Any(p => Descriptors.KeepsFromEmitting(p.Id)))
            return null;
        cancel.ThrowIfCancellationRequested();
        if (network.Graph is not { } graph)
            return new GeneratedFile(spec.Type, NetworkEmitter.WriteBroken(spec), null);
        try
        {
            return Emit(spec, network, graph, cancel);
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            // A generator that throws disappears with a warning; this one says what happened and keeps the class' surface.
            return new GeneratedFile(spec.Type, NetworkEmitter.WriteBroken(spec), $"{defect.GetType().Name}: {defect.Message}");
        }
    }

    /// <summary>What is wrong with a declaration.</summary>
    public static IEnumerable<Problem> Check(NetworkSpec spec)
    {
        CheckedNetwork network = NetworkChecker.Check(spec);
        return spec.Weights is { } weights && network.Graph is { } graph
            ? network.Problems.Concat(WeightsChecker.Check(weights, spec.Type, graph))
            : network.Problems;
    }

    /// <summary>Every stage between shapes and text, for those who want to look in between.</summary>
    public static NetworkPrograms Schedule(NetworkSpec spec, Graph graph, CancellationToken cancel) => Schedule(spec, graph, new Choices(spec.Schedule), cancel);

    /// <summary>The same with choices that the caller looks into afterwards.</summary>
    public static NetworkPrograms Schedule(NetworkSpec spec, Graph graph, Choices choices, CancellationToken cancel)
    {
        var parameters = new ParameterTable(graph.Parameters.Select(p => p.Parameter!));
        var packs = new PackPlan(parameters);
        Plan inference = Scheduler.Schedule(Passes.ForInference(graph), packs, ScheduleOptions.Inference(spec) with { Choices = choices });
        cancel.ThrowIfCancellationRequested();
        Plan? training = spec.Inference ? null : Scheduler.Schedule(Passes.ForTraining(graph, spec.Checkpoint), packs, ScheduleOptions.Training(spec) with { Choices = choices });
        return new NetworkPrograms(parameters, packs, inference, training);
    }

    /// <summary>What could be chosen for a network when it answers, and what is, under the choices it has: algorithms, and tiles of that many lanes.</summary>
    public static IReadOnlyList<Choices.Question> Ask(NetworkSpec spec, Graph graph, int lanes, CancellationToken cancel)
    {
        var choices = new Choices(spec.Schedule) { IsNoting = true };
        NetworkPrograms programs = Schedule(spec, graph, choices, cancel);
        foreach (KernelStep step in programs.Inference.Steps.OfType<KernelStep>().Where(s => s.Kernel.Widths))
        {
            choices.Layer = step.Layer;
            step.Kernel.Plan(lanes, KernelSet.RegistersOf(lanes));
        }

        return [.. choices.Questions];
    }

    private static GeneratedFile Emit(NetworkSpec spec, CheckedNetwork network, Graph graph, CancellationToken cancel)
    {
        var choices = new Choices(spec.Schedule);
        NetworkPrograms programs = Schedule(spec, graph, choices, cancel);
        cancel.ThrowIfCancellationRequested();

        // Tiles are chosen while kernels are spelled.
        string text = new NetworkEmitter(spec, network, graph, programs).Write();
        return new GeneratedFile(spec.Type, text, null) { Unused = choices.Unused.ToEquatable() };
    }
}

/// <summary>A network ready to be spelled.</summary>
/// <param name="Parameters">Where the weights lie.</param>
/// <param name="Packs">What is derived from them.</param>
/// <param name="Inference">Forward and loss, as used.</param>
/// <param name="Training">Forward, backward and loss, as learned; null if it cannot learn.</param>
internal sealed record NetworkPrograms(ParameterTable Parameters, PackPlan Packs, Plan Inference, Plan? Training);

/// <summary>A file of the generator's output: all that leaves it.</summary>
/// <param name="Type">The class, from which the file is named.</param>
/// <param name="Text">Its text.</param>
/// <param name="Defect">What went wrong in the generator itself, or null.</param>
internal sealed record GeneratedFile(TypeSpec Type, string Text, string? Defect)
{
    /// <summary>What the network's schedule file says in vain.</summary>
    public EquatableArray<UnusedChoice> Unused { get; init; }
}
