namespace Unfurl;

/// <summary>Ends a training that no longer gets better. It follows from the history alone, so that a continued training stops where
/// an uninterrupted one would.</summary>
public sealed class EarlyStopping
{
    private readonly int _patience;
    private readonly double _leastImprovement;

    /// <summary>Creates the rule.</summary>
    /// <param name="patience">Epochs in a row without improvement after which to stop, at least 1.</param>
    /// <param name="leastImprovement">How much smaller than the best the metric must be to count as better, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public EarlyStopping(int patience, float leastImprovement = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        _patience = patience;
        _leastImprovement = OptimizerArguments.NotNegative(leastImprovement);
    }

    /// <summary>What should get smaller; unless set, the validation loss, or the training loss of an epoch without validation. For
    /// accuracy, take 1 - accuracy.</summary>
    public Func<TrainingEpoch, double> Metric { get; init; } = epoch => epoch.Validation?.Loss ?? epoch.Loss;

    /// <summary>Whether the training ends with the weights of its best epoch, stopped early or not; but not if a callback or a cancellation
    /// broke it off. They are kept in memory and in checkpoints.</summary>
    public bool RestoreBest { get; init; }

    /// <summary>The number of the best epoch, from 1; 0 if there is none.</summary>
    internal int BestEpoch(IReadOnlyList<TrainingEpoch> epochs)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < epochs.Count; i++)
        {
            double metric = Metric(epochs[i]);
            if (metric < least - _leastImprovement)
                (best, least) = (i + 1, metric);
        }

        return best;
    }

    /// <summary>Whether patience is at its end.</summary>
    internal bool IsOver(IReadOnlyList<TrainingEpoch> epochs) => epochs.Count - BestEpoch(epochs) >= _patience && epochs.Count > 0;
}
