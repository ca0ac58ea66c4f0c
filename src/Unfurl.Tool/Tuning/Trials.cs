using Unfurl.Generator;

namespace Unfurl.Tool;

/// <summary>Builds a network under choices and times it against itself under others; the one it was compared with last is kept.</summary>
/// <param name="spec">The network.</param>
/// <param name="samples">In a batch.</param>
/// <param name="time">How long a trial takes, at least.</param>
internal sealed class Trials(NetworkSpec spec, int samples, TimeSpan time)
{
    private IReadOnlyList<KernelChoice>? _known;
    private TrialNetwork? _usual;

    /// <summary>Times both.</summary>
    public PairedTimes Measure(IReadOnlyList<KernelChoice> usual, IReadOnlyList<KernelChoice> other)
    {
        if (_usual is null || !_known!.SequenceEqual(usual))
            (_known, _usual) = ([.. usual], TrialNetwork.Of(spec, usual));
        return PairedTimes.Measure(_usual, TrialNetwork.Of(spec, other), samples, time);
    }
}
