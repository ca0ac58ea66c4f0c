namespace Unfurl;

public sealed partial class Trainer<TNetwork>
{
    /// <summary>The steps of an epoch that are still to do.</summary>
    /// <returns>False if a callback stopped it.</returns>
    private bool RunEpoch(FitRun run)
    {
        int epoch = History.Epochs.Count + 1;
        TrainingOptions options = run.Options;
        run.Shuffle(Seed, epoch);
        foreach (TrainingWatcher watcher in options.Watchers)
            watcher.BeginEpoch();
        if (_position.Steps == 0)
            History.BeginEpoch(run.Reports);
        else
            History.Reserve(run.Reports);

        while (_position.Done < run.Order.Length)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            TrainingStep step = Advance(run, epoch);
            if (run.IsNoted(step.Step))
                Note(run, step);
            if (options.CheckpointPath is { } path && options.CheckpointEvery != 0 && step.Step % options.CheckpointEvery == 0)
                SaveCheckpoint(path);
            if (options.OnStep?.Invoke(step) == false)
                return false;
        }

        return true;
    }

    private TrainingStep Advance(FitRun run, int epoch)
    {
        long start = TrainingMeter.Start();
        EpochPosition position = _position;
        if (run.Options.Schedule is { } schedule)
            Optimizer.LearningRate = schedule.At(new TrainingMoment(epoch - 1, (epoch - 1L) * run.Steps + position.Steps));
        if (position.Steps == 0)
            position.LearningRate = Optimizer.LearningRate;

        int samples = Math.Min(run.SamplesPerStep, run.Order.Length - position.Done);
        double loss = StepOn(run.Batch, run.Order.AsSpan(position.Done, samples), run.Options.Watchers);
        position.Loss += loss;
        position.Norm += GradientNorm;
        position.Done += samples;
        position.Steps++;
        var step = new TrainingStep(epoch, position.Steps, run.Steps, loss / samples, Optimizer.LearningRate, GradientNorm);
        TrainingMeter.Record(Network.Name, step, samples, start);
        return step;
    }

    private void Note(FitRun run, in TrainingStep step)
    {
        EpochPosition position = _position;
        int samples = run.Order.Length;
        double loss = (position.Loss - position.NotedLoss) / (position.Done - position.Noted);
        History.Add(new LossPoint(step.Epoch - 1 + (double)position.Done / samples, loss));
        (position.Noted, position.NotedLoss) = (position.Done, position.Loss);
        run.Options.Progress?.Report(new TrainingProgress(
            step.Epoch, run.Options.UntilEpoch, step.Step, step.Steps, position.Done, samples, position.Loss / position.Done));
    }
}
