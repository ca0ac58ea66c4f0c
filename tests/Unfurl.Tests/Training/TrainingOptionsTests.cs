using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Unfurl.Tests.Training;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void EarlyStoppingEndsAfterItsPatienceAndRestoresTheBest()
    {
        double[] metrics = [5, 3, 4, 3, 3.5, 1];
        var weights = new List<float[]>();
        Trainer<LinearSoftmax> trainer = Create();
        trainer.Fit(
            Clusters.Create(30, 1),
            new TrainingOptions
            {
                UntilEpoch = 6,
                EarlyStopping = new EarlyStopping(3) { RestoreBest = true, Metric = epoch => metrics[epoch.Epoch - 1] },
                OnEpoch = _ =>
                {
                    weights.Add(trainer.Network.Weights.Values.ToArray());
                    return true;
                },
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(5, trainer.History.Epochs.Count);
        Assert.Equal(weights[1], trainer.Network.Weights.Values);
        Assert.NotEqual(weights[4], weights[1]);
    }

    [Fact]
    public void AnImprovementMustBeLargeEnough()
    {
        var stopping = new EarlyStopping(2, 0.5f);
        TrainingEpoch[] epochs = [.. ((double[])[3, 2.6, 2.5, 2.4]).Select((loss, i) => new TrainingEpoch(i + 1, 1, loss, null))];
        Assert.Equal(1, stopping.BestEpoch(epochs[..3]));
        Assert.Equal(4, stopping.BestEpoch(epochs));
        Assert.True(stopping.IsOver(epochs[..3]));
        Assert.False(stopping.IsOver(epochs[..2]));
        Assert.False(stopping.IsOver([]));
        Assert.True(new EarlyStopping(1).IsOver([new TrainingEpoch(1, 1, double.NaN, null)]));
    }

    [Fact]
    public void CallbacksMayStop()
    {
        Trainer<LinearSoftmax> trainer = Create();
        ArrayDataSet data = Clusters.Create(30, 1);
        Fit(trainer, data, new TrainingOptions { UntilEpoch = 9, OnEpoch = epoch => epoch.Epoch < 2 });
        Assert.Equal(2, trainer.History.Epochs.Count);
        Fit(trainer, data, new TrainingOptions { UntilEpoch = 9, OnStep = step => step.Step < 2 });
        Assert.Equal(2, trainer.History.Epochs.Count);
        Assert.Equal(2 * 3 + 2, trainer.Optimizer.Steps);
        // The epoch begins again, and what is done is done.
        Fit(trainer, data, new TrainingOptions { UntilEpoch = 3 });
        Fit(trainer, data, new TrainingOptions { UntilEpoch = 3 });
        Assert.Equal(2 * 3 + 2 + 3, trainer.Optimizer.Steps);
    }

    [Fact]
    public void AShareOfTheDataIsHeldBackBySeed()
    {
        ArrayDataSet data = Clusters.Create(50, 1);
        int[] Held(int seed)
        {
            (DataSet training, DataSet validation) = DataPart.Split(data, 0.3f, seed);
            Assert.Equal((35, 15), (training.Count, validation.Count));
            float[] all = new float[4], part = new float[4];
            int[] held = [.. Enumerable.Range(0, 15).Select(i => Enumerable.Range(0, 50).Single(k =>
            {
                data.Read(k, all, new int[1], []);
                validation.Read(i, part, new int[1], []);
                return all.AsSpan().SequenceEqual(part);
            }))];
            Assert.Equal(held.Order().Distinct(), held);
            return held;
        }

        Assert.Equal(Held(1), Held(1));
        Assert.NotEqual(Held(1), Held(2));
        Trainer<LinearSoftmax> trainer = Create();
        Fit(trainer, data, new TrainingOptions { UntilEpoch = 1, ValidationShare = 0.3f });
        Assert.Equal(15, trainer.History.Epochs[0].Validation!.Count);
        Assert.Equal(35, trainer.Network.BatchSizes.Sum());
        Assert.Throws<ArgumentException>("data", () => Fit(trainer, data, new TrainingOptions { UntilEpoch = 2, ValidationShare = 0.001f }));
        Assert.Throws<ArgumentException>(
            "options", () => Fit(trainer, data, new TrainingOptions { UntilEpoch = 2, ValidationShare = 0.1f, Validation = data }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { UntilEpoch = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { UntilEpoch = 1, ValidationShare = 1 });
    }

    [Fact]
    public void TheReportHasALineForEveryEpoch()
    {
        Trainer<LinearSoftmax> trainer = Create();
        Fit(trainer, Clusters.Create(30, 1), new TrainingOptions
        {
            UntilEpoch = 2,
            Validation = Clusters.Create(10, 2),
            Watchers = [new GradientWatcher(vanishing: 1000, exploding: 2000)],
        });
        var report = new TrainingReport(trainer.History, "t");
        Assert.Equal(LearningCurve.ToSvg(trainer.History, "t"), report.ToSvg());
        string[] lines = report.ToJsonLines().Split('\n');
        Assert.Equal((3, ""), (lines.Length, lines[2]));
        JsonElement second = JsonDocument.Parse(lines[1]).RootElement;
        TrainingEpoch epoch = trainer.History.Epochs[1];
        Assert.Equal(epoch.Loss, second.GetProperty("loss").GetDouble());
        Assert.Equal(epoch.GradientNorm, second.GetProperty("gradientNorm").GetDouble());
        Assert.Equal(epoch.Validation!.Accuracy, second.GetProperty("validation").GetProperty("accuracy").GetDouble());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("validation").GetProperty("meanAbsoluteError").ValueKind);
        Assert.StartsWith("dense1: the mean norm of its gradient", second.GetProperty("warnings")[0].GetString());
        Assert.Contains("0.1", lines[0]);
        Assert.Empty(new TrainingReport(new TrainingHistory()).ToJsonLines());
    }

    [Fact]
    public void TheMeterTellsOfEveryStep()
    {
        var seen = new List<(string Name, double Value)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "Unfurl")
                l.EnableMeasurementEvents(instrument);
        };
        // Other tests train at the same time, on other threads.
        int thread = Environment.CurrentManagedThreadId;
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (Environment.CurrentManagedThreadId == thread && tags[0] is { Key: "network", Value: nameof(LinearSoftmax) })
                seen.Add((instrument.Name, value));
        });
        listener.Start();
        Trainer<LinearSoftmax> trainer = Create();
        Fit(trainer, Clusters.Create(10, 1), new TrainingOptions { UntilEpoch = 1 });
        Assert.Equal(
            ["unfurl.training.gradient_norm", "unfurl.training.learning_rate", "unfurl.training.loss", "unfurl.training.speed"],
            seen.Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.Equal(trainer.GradientNorm, seen.Single(m => m.Name.EndsWith("norm", StringComparison.Ordinal)).Value);
        Assert.Equal(trainer.History.Epochs[0].Loss, seen.Single(m => m.Name.EndsWith("loss", StringComparison.Ordinal)).Value);
    }

    [Theory]
    [InlineData("step")]
    [InlineData("cosine")]
    [InlineData("one cycle")]
    [InlineData("plateau")]
    public void WatchedAndScheduledStepsDoNotAllocate(string kind)
    {
        LearningRateSchedule schedule = kind switch
        {
            "step" => LearningRateSchedule.Step(0.1f, TrainingLength.Steps(5)),
            "cosine" => LearningRateSchedule.Cosine(0.1f, TrainingLength.Epochs(1)),
            "one cycle" => LearningRateSchedule.OneCycle(0.1f, TrainingLength.Steps(30)),
            _ => new PlateauSchedule(0.1f),
        };

        long least = long.MaxValue;
        ArrayDataSet data = Clusters.Create(300, 1);
        for (int attempt = 0; attempt < 5; attempt++)
        {
            Trainer<LinearSoftmax> trainer = Create();
            float[] outputs = new float[30];
            (trainer.LargestGradientNorm, trainer.LargestGradientValue, trainer.Network.Outputs) = (0.1f, 1, _ => outputs);
            long first = 0;
            Fit(trainer, data, new TrainingOptions
            {
                UntilEpoch = 1,
                Schedule = schedule.WithWarmUp(TrainingLength.Steps(20)),
                Watchers = [new GradientWatcher(), new DeadOutputWatcher(["a"]), new SaturationWatcher(["a", "b"])],
                OnStep = step =>
                {
                    long now = GC.GetAllocatedBytesForCurrentThread();
                    first = step.Step == 1 ? now : first;
                    least = step.Step == step.Steps ? Math.Min(least, now - first) : least;
                    return true;
                },
            });
        }

        Assert.Equal(0, least);
    }

    private static void Fit(Trainer<LinearSoftmax> trainer, DataSet data, TrainingOptions options) =>
        trainer.Fit(data, options, TestContext.Current.CancellationToken);

    private static Trainer<LinearSoftmax> Create() => new(new LinearSoftmax(1), new Sgd(0.1f)) { BatchSize = 10 };
}
