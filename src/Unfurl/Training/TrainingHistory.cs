namespace Unfurl;

/// <summary>What a trainer has done: every epoch, and how the loss went within them.</summary>
public sealed class TrainingHistory
{
    private readonly List<TrainingEpoch> _epochs = [];
    private readonly List<LossPoint> _losses = [];
    private readonly List<TrainingWarning> _warnings = [];

    internal TrainingHistory()
    {
    }

    /// <summary>The finished epochs, in order.</summary>
    public IReadOnlyList<TrainingEpoch> Epochs => _epochs;

    /// <summary>The training loss at up to 200 moments per epoch, in order.</summary>
    public IReadOnlyList<LossPoint> Losses => _losses;

    /// <summary>What watchers noticed, in order.</summary>
    public IReadOnlyList<TrainingWarning> Warnings => _warnings;

    internal void Add(TrainingEpoch epoch) => _epochs.Add(epoch);

    internal void Add(LossPoint loss) => _losses.Add(loss);

    internal void Add(TrainingWarning warning) => _warnings.Add(warning);

    /// <summary>Becomes a copy of another history.</summary>
    internal void CopyFrom(TrainingHistory other)
    {
        Replace(_epochs, other._epochs);
        Replace(_losses, other._losses);
        Replace(_warnings, other._warnings);
    }

    /// <summary>Forgets the moments of an epoch that was cancelled, and makes room so that no step has to.</summary>
    internal void BeginEpoch(int points)
    {
        _losses.RemoveAll(point => point.Epoch > _epochs.Count);
        Reserve(points);
    }

    /// <summary>Makes room for some moments.</summary>
    internal void Reserve(int points) => _losses.EnsureCapacity(_losses.Count + points);

    private static void Replace<T>(List<T> items, List<T> others)
    {
        items.Clear();
        items.AddRange(others);
    }
}
