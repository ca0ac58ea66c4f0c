using System.Diagnostics;
using Spectre.Console;
using Unfurl;

namespace Digits;

/// <summary>Trains, with a progress bar per epoch; plain lines if nobody watches.</summary>
internal static class TrainingScreen
{
    private const float FirstRate = 0.05f;
    private const float LastRate = 0.005f;

    /// <summary>Trains <paramref name="net"/> and tests it after every epoch.</summary>
    public static TrainingHistory Run(LeNet net, DigitData data, Options options)
    {
        var trainer = new Trainer<LeNet>(net, new Sgd(FirstRate, momentum: 0.9f)) { Seed = options.Seed };
        var watch = Stopwatch.StartNew();
        if (AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true })
            RunWithBars(trainer, data);
        else
            RunWithLines(trainer, data);
        double seconds = watch.Elapsed.TotalSeconds;
        AnsiConsole.WriteLine(FormattableString.Invariant($"Training took {seconds:0.0} s, tests included."));
        return trainer.History;
    }

    private static void RunWithBars(Trainer<LeNet> trainer, DigitData data)
    {
        Progress bars = AnsiConsole.Progress().Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new ElapsedTimeColumn());
        bars.Start(screen =>
        {
            for (int epoch = 1; epoch <= data.Epochs; epoch++)
            {
                ProgressTask bar = screen.AddTask(Title(epoch, data.Epochs), maxValue: data.Train.Count);
                var progress = new Reports(report =>
                {
                    bar.Description = FormattableString.Invariant($"{Title(report.Epoch, data.Epochs)}  loss {report.Loss:0.0000}");
                    // The last bit is the test's: a full bar stops its clock.
                    bar.Value = Math.Min(report.SamplesDone, report.Samples - 1);
                });
                bar.Description = Summary(RunEpoch(trainer, data, progress), data.Epochs);
                bar.Value = data.Train.Count;
            }
        });
    }

    private static void RunWithLines(Trainer<LeNet> trainer, DigitData data)
    {
        for (int epoch = 1; epoch <= data.Epochs; epoch++)
            Console.WriteLine(Summary(RunEpoch(trainer, data, progress: null), data.Epochs));
    }

    // The rate falls along a half cosine: large steps first, and a last epoch that settles.
    private static TrainingEpoch RunEpoch(Trainer<LeNet> trainer, DigitData data, IProgress<TrainingProgress>? progress)
    {
        float done = trainer.History.Epochs.Count / Math.Max(1f, data.Epochs - 1);
        trainer.Optimizer.LearningRate = LastRate + (FirstRate - LastRate) * (1 + MathF.Cos(MathF.PI * done)) / 2;
        return trainer.Fit(data.Train, epochs: 1, progress, data.Test).Epochs[^1];
    }

    private static string Title(int epoch, int epochs) => $"Epoch {epoch} of {epochs}";

    private static string Summary(TrainingEpoch epoch, int epochs) => FormattableString.Invariant(
        $"{Title(epoch.Epoch, epochs)}  loss {epoch.Loss:0.0000}  test {100 * epoch.Validation!.Accuracy:0.00} %");

    /// <summary>Hands reports over on the thread that trains; <see cref="Progress{T}"/> would post them to others, in any order.</summary>
    private sealed class Reports(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
