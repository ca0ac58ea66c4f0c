namespace Unfurl;

/// <summary>A stretch of a training, counted in steps or in whole epochs; a schedule moves on in the same unit.</summary>
public readonly record struct TrainingLength
{
    // One less than the count, so that the default value is a length too.
    private readonly int _more;

    private TrainingLength(int count, bool inEpochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _more = count - 1;
        InEpochs = inEpochs;
    }

    /// <summary>How many, at least 1.</summary>
    public int Count => _more + 1;

    /// <summary>Whether epochs are counted, not steps.</summary>
    public bool InEpochs { get; }

    /// <summary>Some steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static TrainingLength Steps(int count) => new(count, inEpochs: false);

    /// <summary>Some epochs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static TrainingLength Epochs(int count) => new(count, inEpochs: true);

    /// <summary>How much of the training is over at a moment, in this unit: what PyTorch's schedulers call <c>last_epoch</c>.</summary>
    internal long Passed(TrainingMoment moment) => InEpochs ? moment.Epoch : moment.Step;
}
