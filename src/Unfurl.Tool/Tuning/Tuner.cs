using Unfurl.Generator;

namespace Unfurl.Tool;

/// <summary>Times the candidates of every kernel of a network and takes the fastest: algorithms first, because layouts hang on them, then tiles.</summary>
/// <remarks>A round gives every kernel its next candidate at once and times the whole network against the cost model's, layer by layer: as many networks are compiled
/// as the kernel with most candidates has, however many kernels there are.</remarks>
/// <param name="spec">The network. Its answers are tuned; what it learns by is not timed.</param>
/// <param name="set">The instruction set of this process.</param>
/// <param name="measure">Times the network under choices against itself under the usual ones, which come first.</param>
/// <param name="tell">Hears how far it is.</param>
internal sealed class Tuner(NetworkSpec spec, InstructionSet set, Func<IReadOnlyList<KernelChoice>, IReadOnlyList<KernelChoice>, PairedTimes> measure, Action<string> tell)
{
    // A candidate must be that much faster to stand above the cost model's: less is noise.
    private const double ClearlyFaster = 0.97;

    private readonly NetworkSpec _spec = TrialNetwork.Answering(spec);

    /// <summary>Tunes it.</summary>
    /// <param name="algorithms">Algorithms to keep; null to time them too.</param>
    public Tuning Run(IReadOnlyList<KernelChoice>? algorithms)
    {
        CheckedNetwork network = NetworkChecker.Check(_spec);
        if (network.Graph is not { } graph)
            throw new ToolException($"{_spec.Type.MetadataName} has mistakes; its build says which.");
        string[] layers = [.. network.Layers.Select(l => l.Name)];
        var kernels = new List<TunedKernel>();
        if (algorithms is null)
            kernels.AddRange(Phase(InstructionSet.All, [], graph, layers));
        KernelChoice[] chosen = [.. algorithms ?? [], .. kernels.Select(k => k.Choice)];
        kernels.AddRange(Phase(set, chosen, graph, layers));
        chosen = [.. algorithms ?? [], .. kernels.Select(k => k.Choice)];
        if (kernels.TrueForAll(k => k.IsUsual))
            return new Tuning(kernels, 1);
        tell("all choices together");
        PairedTimes whole = measure(algorithms ?? [], chosen);
        return new Tuning(kernels, whole.WholeOther / whole.WholeUsual);
    }

    private List<TunedKernel> Phase(InstructionSet section, IReadOnlyList<KernelChoice> before, Graph graph, string[] layers)
    {
        int lanes = Choices.LanesOf(section);
        IReadOnlyList<Choices.Question> all = NetworkCompiler.Ask(_spec with { Schedule = before.ToEquatable() }, graph, Choices.LanesOf(set), CancellationToken.None);
        TunedKernel[] kernels =
        [
            .. all.Where(q => q.Lanes == lanes && q.Candidates.Count > 1)
                .Select(q => new TunedKernel(section, q.Kernel, q.Chosen, [.. all.Where(o => o.Kernel == q.Kernel).SelectMany(o => o.Layers).Distinct().Select(l => layers[l])], q.Candidates)),
        ];
        if (kernels.Length == 0)
            return [];
        int rounds = kernels.Max(k => k.Others.Count);
        for (int round = 0; round < rounds; round++)
        {
            tell($"{(section == InstructionSet.All ? "algorithms" : "tiles")}, round {round + 1} of {rounds}");
            PairedTimes times = measure(before, [.. before, .. kernels.Select(k => k.At(round))]);
            foreach (TunedKernel kernel in kernels.Where(k => round < k.Others.Count))
                kernel.Note(kernel.Others[round], times.Ratio(kernel.Layers), ClearlyFaster);
        }

        return [.. kernels];
    }
}

/// <summary>What tuning a network found.</summary>
/// <param name="Kernels">All kernels there was a choice for.</param>
/// <param name="Ratio">Time of the network under the new choices over its time under the cost model's.</param>
internal sealed record Tuning(IReadOnlyList<TunedKernel> Kernels, double Ratio);
