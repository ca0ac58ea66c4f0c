using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Numerics;

/// <summary>Whatever a schedule file may choose is right: every candidate of every kernel against the interpreter.</summary>
public sealed class ScheduleCandidateTests
{
    private static readonly (InstructionSet Set, string Name)[] s_sections =
        [(InstructionSet.All, "all"), (InstructionSet.Avx512, "avx512"), (InstructionSet.Avx2, "avx2"), (InstructionSet.Sse, "sse")];

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    [Fact]
    public void EveryCandidateAgreesWithTheInterpreter()
    {
        // Candidates differ, and every one of them has its network.
        Assert.True(Networks.Value.All.Count() > 10);
        foreach (CompiledNetwork network in Networks.Value.All)
            Comparison.Check(network, 2);
    }

    private static IEnumerable<Declaration> Declarations() =>
    [
        .. Rounds("Direct", "2, 5, 19", "Conv(2, 3), ReLU, Conv(32, 3, StrideWidth = 9), Flatten, Dense(64)"),
        .. Rounds("Transformed", "1, 5, 9", "Conv(32, 1), Conv(32, 3, Padding = 1)"),
    ];

    // Candidate k of all kernels at once, as many rounds as the kernel with most of them needs.
    private static IEnumerable<Declaration> Rounds(string name, string input, string layers)
    {
        NetworkSpec spec = GeneratorRun.Of(Declaration.Of(name, input, layers).Text).Spec(name);
        Graph graph = NetworkChecker.Check(spec).Graph!;
        for (int round = 0, rounds = 1; round < rounds; round++)
        {
            var choices = new List<KernelChoice>();
            foreach ((InstructionSet set, _) in s_sections)
            {
                int lanes = Choices.LanesOf(set);
                NetworkSpec chosen = spec with { Schedule = choices.ToEquatable() };
                foreach (Choices.Question question in NetworkCompiler.Ask(chosen, graph, Math.Max(4, lanes), default).Where(q => q.Lanes == lanes))
                {
                    rounds = Math.Max(rounds, question.Candidates.Count);
                    choices.Add(new KernelChoice(set, question.Kernel, question.Candidates[round % question.Candidates.Count]));
                }
            }

            string schedule = string.Concat(s_sections.Select(s =>
                $"[{s.Name}]\n" + string.Concat(choices.Where(c => c.Set == s.Set).Select(c => $"{c.Kernel}: {c.Choice}\n"))));
            string numbered = FormattableString.Invariant($"{name}{round}");
            yield return Declaration.Of(numbered, input, layers) with { Schedule = schedule };
        }
    }
}
