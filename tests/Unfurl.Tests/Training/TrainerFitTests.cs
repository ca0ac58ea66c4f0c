using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Training;

public sealed class TrainerFitTests
{
    [Fact]
    public void ItLearns()
    {
        Trainer<LinearSoftmax> trainer = Create();
        TrainingHistory history = Fit(trainer, Clusters.Create(1000, 1), epochs: 3, validation: Clusters.Create(300, 2));
        Assert.Same(trainer.History, history);
        Assert.Equal([1, 2, 3], history.Epochs.Select(epoch => epoch.Epoch));
        Assert.True(history.Epochs[2].Loss < history.Epochs[0].Loss);
        Evaluation validation = history.Epochs[2].Validation!;
        Assert.Equal((300, 0.1f), (validation.Count, history.Epochs[2].LearningRate));
        Assert.True(validation.Accuracy > 0.98, $"accuracy {validation.Accuracy}");
        Assert.Equal(trainer.Evaluate(Clusters.Create(300, 2)).Loss, validation.Loss);
    }

    [Fact]
    public void TheSameSeedGivesTheSameBitsAndAnotherOneOthers()
    {
        Trainer<LinearSoftmax> first = Create(), again = Create(), other = Create();
        other.Seed = 2;
        foreach (Trainer<LinearSoftmax> trainer in (Trainer<LinearSoftmax>[])[first, again, other])
            Fit(trainer, Clusters.Create(300, 1), epochs: 2);
        Assert.Equal(Bits(first), Bits(again));
        Assert.NotEqual(Bits(first), Bits(other));
    }

    [Fact]
    public void TwoCallsForAnEpochAreOneForTwo()
    {
        Trainer<LinearSoftmax> once = Create(), twice = Create();
        Fit(once, Clusters.Create(300, 1), epochs: 2);
        Fit(twice, Clusters.Create(300, 1), epochs: 1);
        Fit(twice, Clusters.Create(300, 1), epochs: 1);
        Assert.Equal(Bits(once), Bits(twice));
        Assert.Equal(once.History.Epochs, twice.History.Epochs);
        Assert.Equal(once.History.Losses, twice.History.Losses);
    }

    [Fact]
    public void EveryEpochSeesEverySampleOnceInItsOwnOrder()
    {
        var data = new Recorder(Clusters.Create(150, 1));
        Trainer<LinearSoftmax> trainer = Create();
        Fit(trainer, data, epochs: 2);
        int[] first = [.. data.Indices.Take(150)], second = [.. data.Indices.Skip(150)];
        Assert.Equal(Enumerable.Range(0, 150), first.Order());
        Assert.Equal(Enumerable.Range(0, 150), second.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(Enumerable.Range(0, 150), first);
        Assert.Equal([64, 64, 22, 64, 64, 22], trainer.Network.BatchSizes);
    }

    [Fact]
    public void ASmallSetIsOneSmallBatch()
    {
        Trainer<LinearSoftmax> trainer = Create();
        Fit(trainer, Clusters.Create(5, 1), epochs: 2);
        Assert.Equal([5, 5], trainer.Network.BatchSizes);
    }

    [Fact]
    public void ProgressTellsEveryStepOfAShortEpochAndTheLastOfALongOne()
    {
        List<TrainingProgress> reports = [];
        Trainer<LinearSoftmax> trainer = Create();
        Fit(trainer, Clusters.Create(150, 1), epochs: 2, new Listener(reports.Add));
        Assert.Equal([(1, 1, 64), (1, 2, 128), (1, 3, 150), (2, 1, 64), (2, 2, 128), (2, 3, 150)],
            reports.Select(r => (r.Epoch, r.Step, r.SamplesDone)));
        Assert.All(reports, r => Assert.Equal((2, 3, 150), (r.Epochs, r.Steps, r.Samples)));
        Assert.Equal(trainer.History.Epochs[1].Loss, reports[^1].Loss);
        Assert.Equal([64 / 150.0, 128 / 150.0, 1, 1 + 64 / 150.0, 1 + 128 / 150.0, 2], trainer.History.Losses.Select(p => p.Epoch));

        reports.Clear();
        trainer.BatchSize = 1;
        Fit(trainer, Clusters.Create(1001, 1), epochs: 1, new Listener(reports.Add));
        Assert.InRange(reports.Count, 150, 200);
        Assert.Equal((3, 3, 1001, 1001), (reports[^1].Epoch, reports[^1].Epochs, reports[^1].Step, reports[^1].SamplesDone));
    }

    [Fact]
    public void StepsOfAnEpochDoNotAllocate()
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            long[] bytes = new long[400];
            int count = 0;
            var listener = new Listener(_ => bytes[count++] = GC.GetAllocatedBytesForCurrentThread());
            Fit(Create(), Clusters.Create(64 * 150 + 3, 1), epochs: 1, listener);
            Assert.Equal(151, count);
            least = Math.Min(least, bytes[count - 1] - bytes[0]);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void CancellingStopsBeforeTheNextStepAndTheEpochCanBeRepeated()
    {
        using var source = new CancellationTokenSource();
        Trainer<LinearSoftmax> trainer = Create();
        ArrayDataSet data = Clusters.Create(640, 1);
        var listener = new Listener(report =>
        {
            if ((report.Epoch, report.Step) == (2, 3))
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(data, epochs: 5, listener, cancellation: source.Token));
        Assert.Equal(13, trainer.Network.BatchSizes.Count);
        Assert.Single(trainer.History.Epochs);
        Fit(trainer, data, epochs: 1);
        Assert.Equal([1, 2], trainer.History.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(20, trainer.History.Losses.Count);
    }

    private static Trainer<LinearSoftmax> Create() => new(new LinearSoftmax(seed: 1), new Sgd(0.1f, momentum: 0.9f)) { Seed = 1 };

    private static TrainingHistory Fit(
        Trainer<LinearSoftmax> trainer,
        DataSet data,
        int epochs,
        IProgress<TrainingProgress>? progress = null,
        DataSet? validation = null) =>
        trainer.Fit(data, epochs, progress, validation, TestContext.Current.CancellationToken);

    private static int[] Bits(Trainer<LinearSoftmax> trainer) =>
        Array.ConvertAll(trainer.Network.Weights.Values.ToArray(), BitConverter.SingleToInt32Bits);

    private sealed class Listener(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }

    private sealed class Recorder(DataSet data) : DataSet
    {
        public List<int> Indices { get; } = [];

        public override int Count => data.Count;

        public override int InputLength => data.InputLength;

        public override int LabelLength => data.LabelLength;

        public override void Read(int index, Span<float> input, Span<int> labels, Span<float> targets)
        {
            Indices.Add(index);
            data.Read(index, input, labels, targets);
        }
    }
}
