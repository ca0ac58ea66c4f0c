namespace Unfurl;

public sealed partial class Trainer<TNetwork>
{
    private EpochPosition _position = new();
    private bool _resumed;
    private float[]? _best;
    private int _bestEpoch;

    /// <summary>Trains for some epochs, each in a new random order. A later call goes on where this one ended: two calls for one epoch
    /// each give the same bits as one call for two.</summary>
    /// <param name="data">What to learn from; its lengths must be those of the network.</param>
    /// <param name="epochs">How often to go through it, at least 1.</param>
    /// <param name="progress">Hears of at most 200 moments in every epoch, the last step among them.</param>
    /// <param name="validation">What to judge the network by after every epoch, or null.</param>
    /// <param name="cancellation">Looked at before every step. The steps done stay done; the unfinished epoch is not counted.</param>
    /// <returns><see cref="History"/>: these epochs behind those of earlier calls.</returns>
    /// <exception cref="ArgumentException">A data set does not fit the network, or a label is out of range.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="TrainingDivergedException">A loss or gradient is infinite or NaN; the weights are as before that step.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public TrainingHistory Fit(
        DataSet data,
        int epochs,
        IProgress<TrainingProgress>? progress = null,
        DataSet? validation = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        int last = checked(History.Epochs.Count + epochs);
        return Fit(data, new TrainingOptions { UntilEpoch = last, Progress = progress, Validation = validation }, cancellation);
    }

    /// <summary>Trains as the options say, each epoch in a new random order. Goes on where an earlier call or a checkpoint ended; an
    /// epoch that was cancelled or stopped begins again.</summary>
    /// <param name="data">What to learn from; its lengths must be those of the network.</param>
    /// <param name="options">Until when, and everything else.</param>
    /// <param name="cancellation">Looked at before every step. The steps done stay done; the unfinished epoch is not counted.</param>
    /// <returns><see cref="History"/>: these epochs behind those of earlier calls.</returns>
    /// <exception cref="ArgumentException">A data set does not fit the network or the checkpoint, or a label is out of range.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss, or keeps no outputs of layers and a watcher reads them.</exception>
    /// <exception cref="TrainingDivergedException">A loss or gradient is infinite or NaN; the weights are as before that step.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written; an old one stays as it was.</exception>
    public TrainingHistory Fit(DataSet data, TrainingOptions options, CancellationToken cancellation = default)
    {
        FitRun run = Begin(data, options, cancellation);
        EarlyStopping? stopping = options.EarlyStopping;
        while (History.Epochs.Count < options.UntilEpoch && stopping?.IsOver(History.Epochs) != true)
        {
            // Who stops it by a callback may go on later, and does so with the weights of now.
            if (!RunEpoch(run) || !FinishEpoch(run))
                return History;
        }

        if (stopping is { RestoreBest: true } && _best is not null && _bestEpoch == stopping.BestEpoch(History.Epochs))
        {
            _best.CopyTo(Network.Weights.Values);
            Network.Weights.MarkChanged();
        }

        return History;
    }

    private FitRun Begin(DataSet data, TrainingOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        if (!HasLoss)
            throw new InvalidOperationException($"{Network.Name} declares no loss, so there is nothing to train by: add [Loss(...)].");
        CheckData(data, nameof(data));
        DataSet? validation = options.Validation;
        if (validation is not null)
            CheckData(validation, nameof(validation));
        if (validation is not null && options.ValidationShare != 0)
            throw new ArgumentException("Both a validation set and a share of the data for it are given; expected one.", nameof(options));
        if (options.ValidationShare != 0)
            (data, validation) = DataPart.Split(data, options.ValidationShare, Seed);
        if (Activations is null && options.Watchers.FirstOrDefault(watcher => watcher.NeedsActivations) is { } watcher)
            throw new InvalidOperationException($"A {watcher.GetType().Name} reads the outputs of layers, and {Network.Name} does not keep them: declare [Network(..., KeepActivations = true)].");

        if (options.CheckpointPath is { } path)
            AtomicFile.RemoveAbandoned(path);

        Continue(data.Count);
        options.Schedule?.Reset();
        foreach (TrainingEpoch epoch in History.Epochs)
            options.Schedule?.Observe(epoch);
        return new FitRun(options, NewBatch(data), BatchesPerStep, data.Count, validation, cancellation);
    }

    /// <summary>Keeps the position in the epoch if it comes from a checkpoint, and begins the epoch again otherwise.</summary>
    private void Continue(int samples)
    {
        if (!_resumed)
            _position = new EpochPosition { Samples = samples };
        if (_position.Steps != 0 && _position.Samples != samples)
        {
            throw new ArgumentException(
                $"The checkpoint is in the middle of an epoch of {_position.Samples} samples, but there are {samples} to learn from.", "data");
        }

        _position.Samples = samples;
        _resumed = false;
    }

    private bool FinishEpoch(FitRun run)
    {
        int number = History.Epochs.Count + 1;
        foreach (TrainingWatcher watcher in run.Options.Watchers)
        {
            foreach (string text in watcher.EndEpoch())
                History.Add(new TrainingWarning(number, text));
        }

        EpochPosition position = _position;
        Evaluation? validation = run.Validation is null ? null : Evaluate(run.Validation);
        var epoch = new TrainingEpoch(number, position.LearningRate, position.Loss / position.Done, validation)
        {
            GradientNorm = position.Norm / position.Steps,
        };
        History.Add(epoch);
        _position = new EpochPosition { Samples = position.Samples };
        run.Options.Schedule?.Observe(epoch);
        if (run.Options.EarlyStopping is { RestoreBest: true } stopping && stopping.BestEpoch(History.Epochs) == number)
            (_best, _bestEpoch) = (Network.Weights.Values.ToArray(), number);
        if (run.Options.CheckpointPath is { } path)
            SaveCheckpoint(path);
        return run.Options.OnEpoch?.Invoke(epoch) != false;
    }
}
