namespace Unfurl;

public sealed partial class Trainer<TNetwork>
{
    private const int ReportsPerEpoch = 200;

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
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public TrainingHistory Fit(
        DataSet data,
        int epochs,
        IProgress<TrainingProgress>? progress = null,
        DataSet? validation = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        if (!HasLoss)
            throw new InvalidOperationException($"{Network.Name} declares no loss, so there is nothing to train by: add [Loss(...)].");
        CheckData(data, nameof(data));
        if (validation is not null)
            CheckData(validation, nameof(validation));

        int last = checked(History.Epochs.Count + epochs);
        var batch = new Batch(data, Math.Min(BatchSize, data.Count), Network.LabelsPerSample > 0, Network.TargetsPerSample > 0);
        int[] order = new int[data.Count];
        for (int epoch = History.Epochs.Count + 1; epoch <= last; epoch++)
        {
            Shuffle(order, epoch);
            float rate = Optimizer.LearningRate;
            double loss = RunEpoch(batch, order, epoch, last, progress, cancellation);
            History.Add(new TrainingEpoch(epoch, rate, loss, validation is null ? null : Evaluate(validation)));
        }

        return History;
    }

    // The order depends on seed and epoch alone, not on the epochs before: a continued training needs no state of its own.
    private void Shuffle(int[] order, int epoch)
    {
        var random = new SplitMix64(SplitMix64.Mix((ulong)Seed) ^ SplitMix64.Mix((ulong)epoch));
        for (int i = 0; i < order.Length; i++)
        {
            int other = random.NextInt32(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
    }

    private double RunEpoch(
        Batch batch, int[] order, int epoch, int epochs, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        int steps = (order.Length - 1) / batch.Capacity + 1;
        int every = (steps - 1) / ReportsPerEpoch + 1;
        History.BeginEpoch(ReportsPerEpoch);
        double total = 0, totalBefore = 0;
        int done = 0, doneBefore = 0;
        for (int step = 1; step <= steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            int samples = Math.Min(batch.Capacity, order.Length - done);
            batch.Read(order.AsSpan(done, samples));
            total += (double)samples * Step(batch.Inputs, batch.Labels, batch.Targets);
            done += samples;
            if (step % every != 0 && step != steps)
                continue;

            History.Add(new LossPoint(epoch - 1 + (double)done / order.Length, (total - totalBefore) / (done - doneBefore)));
            (totalBefore, doneBefore) = (total, done);
            progress?.Report(new TrainingProgress(epoch, epochs, step, steps, done, order.Length, total / done));
        }

        return total / done;
    }
}
