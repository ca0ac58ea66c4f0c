using Unfurl.Generator;

namespace Unfurl.Tool;

/// <summary>A kernel, its candidates, and the fastest of those timed so far.</summary>
/// <param name="section">The section of the schedule file it is for.</param>
/// <param name="kernel">What the file calls it.</param>
/// <param name="usual">The cost model's choice.</param>
/// <param name="layers">The layers that call it.</param>
/// <param name="candidates">All candidates.</param>
internal sealed class TunedKernel(InstructionSet section, string kernel, string usual, IReadOnlyList<string> layers, IEnumerable<string> candidates)
{
    private string _best = usual;

    /// <summary>The layers that call it.</summary>
    public IReadOnlyList<string> Layers => layers;

    /// <summary>Candidates beside the cost model's.</summary>
    public IReadOnlyList<string> Others { get; } = [.. candidates.Where(c => c != usual)];

    /// <summary>What the cost model chose.</summary>
    public string Usual { get; } = usual;

    /// <summary>Time of the best over that of the usual.</summary>
    public double Ratio { get; private set; } = 1;

    /// <summary>Whether the cost model was right.</summary>
    public bool IsUsual => _best == Usual;

    /// <summary>The fastest.</summary>
    public KernelChoice Choice => new(section, kernel, _best);

    /// <summary>What it is in a round: those with fewer candidates are as usual in later ones.</summary>
    public KernelChoice At(int round) => new(section, kernel, round < Others.Count ? Others[round] : Usual);

    /// <summary>A candidate took so much of the usual one's time.</summary>
    public void Note(string candidate, double ratio, double atMost)
    {
        if (ratio < Math.Min(Ratio, atMost))
            (_best, Ratio) = (candidate, ratio);
    }
}
