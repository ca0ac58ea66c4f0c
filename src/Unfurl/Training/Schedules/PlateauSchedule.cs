namespace Unfurl;

/// <summary>The rate falls when the training no longer gets better, as <c>torch.optim.lr_scheduler.ReduceLROnPlateau</c>.</summary>
/// <remarks>After every epoch the metric is better if it is below best (1 - threshold). More than <c>patience</c> epochs in a row that
/// are not better multiply the rate by <c>factor</c>, not below <c>least</c>; epochs of the cool-down that follows do not count.
/// Its state follows from the epochs of the history, which a trainer shows it again when it continues; so it belongs to
/// one training at a time.</remarks>
public sealed class PlateauSchedule : LearningRateSchedule
{
    // A change smaller than this is none, as in PyTorch.
    private const double LeastChange = 1e-8;
    private readonly double _first;
    private readonly double _factor;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly int _coolDown;
    private readonly double _least;
    private double _rate;
    private double _best;
    private int _bad;
    private int _cooling;

    /// <summary>Creates the schedule; the defaults are those of PyTorch.</summary>
    /// <param name="learningRate">The first rate, 0 or more.</param>
    /// <param name="factor">What it is multiplied by, at least 0 and below 1.</param>
    /// <param name="patience">Epochs without improvement that are put up with, 0 or more.</param>
    /// <param name="threshold">Relative improvement that counts, from 0 to 1.</param>
    /// <param name="coolDown">Epochs after a fall that do not count, 0 or more.</param>
    /// <param name="least">The smallest rate, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public PlateauSchedule(
        float learningRate, float factor = 0.1f, int patience = 10, float threshold = 1e-4f, int coolDown = 0, float least = 0)
    {
        _first = OptimizerArguments.AsWritten(OptimizerArguments.NotNegative(learningRate));
        _factor = OptimizerArguments.AsWritten(OptimizerArguments.Share(factor));
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        _patience = patience;
        _threshold = OptimizerArguments.AsWritten(OptimizerArguments.ZeroToOne(threshold));
        ArgumentOutOfRangeException.ThrowIfNegative(coolDown);
        _coolDown = coolDown;
        _least = OptimizerArguments.AsWritten(OptimizerArguments.NotNegative(least));
        Reset();
    }

    /// <summary>What should get smaller; unless set, the validation loss, or the training loss of an epoch without validation. For
    /// accuracy, take 1 - accuracy: the threshold is a share of the metric, which must not be negative.</summary>
    public Func<TrainingEpoch, double> Metric { get; init; } = epoch => epoch.Validation?.Loss ?? epoch.Loss;

    /// <inheritdoc/>
    public override float At(TrainingMoment moment) => (float)_rate;

    internal override void Observe(TrainingEpoch epoch)
    {
        double metric = Metric(epoch);
        if (metric < _best * (1 - _threshold))
            (_best, _bad) = (metric, 0);
        else
            _bad++;

        if (_cooling > 0)
        {
            _cooling--;
            _bad = 0;
        }

        if (_bad <= _patience)
            return;
        double rate = Math.Max(_rate * _factor, _least);
        if (_rate - rate > LeastChange)
            _rate = rate;
        (_cooling, _bad) = (_coolDown, 0);
    }

    internal override void Reset() => (_rate, _best, _bad, _cooling) = (_first, double.PositiveInfinity, 0, 0);
}
