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
            return new GeneratedFile(spec.Type, Emit(spec, network, graph, cancel), null);
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
    public static NetworkPrograms Schedule(NetworkSpec spec, Graph graph, CancellationToken cancel)
    {
        var parameters = new ParameterTable(graph.Parameters.Select(p => p.Parameter!));
        var packs = new PackPlan(parameters);
        Plan inference = Scheduler.Schedule(Passes.ForInference(graph), packs, ScheduleOptions.Inference(spec));
        cancel.ThrowIfCancellationRequested();
        Plan? training = spec.Inference ? null : Scheduler.Schedule(Passes.ForTraining(graph, spec.Checkpoint), packs, ScheduleOptions.Training(spec));
        return new NetworkPrograms(parameters, packs, inference, training);
    }

    private static string Emit(NetworkSpec spec, CheckedNetwork network, Graph graph, CancellationToken cancel)
    {
        NetworkPrograms programs = Schedule(spec, graph, cancel);
        cancel.ThrowIfCancellationRequested();
        return new NetworkEmitter(spec, network, graph, programs).Write();
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
internal sealed record GeneratedFile(TypeSpec Type, string Text, string? Defect);
