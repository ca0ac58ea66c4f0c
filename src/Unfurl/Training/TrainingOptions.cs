namespace Unfurl;

/// <summary>How <see cref="Trainer{TNetwork}.Fit(DataSet, TrainingOptions, CancellationToken)"/> trains.</summary>
public sealed class TrainingOptions
{
    private readonly int _untilEpoch;
    private readonly float _validationShare;
    private readonly int _checkpointEvery;

    /// <summary>The epoch after which the training is done, at least 1. Epochs of earlier calls and of a checkpoint count, so that a
    /// program that was killed can be started again as it is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public required int UntilEpoch
    {
        get => _untilEpoch;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _untilEpoch = value;
        }
    }

    /// <summary>What to judge the network by after every epoch, or null.</summary>
    public DataSet? Validation { get; init; }

    /// <summary>Share of the data that is not learned from but judged by, at least 0 and below 1; 0 unless set. Which samples follows
    /// from the trainer's seed. Not together with <see cref="Validation"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public float ValidationShare
    {
        get => _validationShare;
        init => _validationShare = OptimizerArguments.Share(value);
    }

    /// <summary>Sets the optimizer's learning rate before every step; null leaves it alone.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>When to stop before the last epoch, or null.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Hears of at most 200 moments in every epoch, the last step among them.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Called after every step; false stops the training. Its epoch is then not finished and not in the history.</summary>
    public Func<TrainingStep, bool>? OnStep { get; init; }

    /// <summary>Called after every epoch; false stops the training.</summary>
    public Func<TrainingEpoch, bool>? OnEpoch { get; init; }

    /// <summary>Look for signs of trouble; what they notice goes to <see cref="TrainingHistory.Warnings"/>.</summary>
    public IReadOnlyList<TrainingWatcher> Watchers { get; init; } = [];

    /// <summary>Where to write a checkpoint after every epoch, or null. Continue with <see cref="Trainer{TNetwork}.Resume"/>. The file
    /// belongs to one training: what a killed one left half written beside it is removed at the start.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>After how many steps of an epoch to write one as well, 0 or more; 0, only after epochs, unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int CheckpointEvery
    {
        get => _checkpointEvery;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _checkpointEvery = value;
        }
    }
}
