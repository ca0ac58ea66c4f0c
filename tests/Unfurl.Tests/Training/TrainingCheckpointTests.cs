namespace Unfurl.Tests.Training;

public sealed class TrainingCheckpointTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"unfurl-{Guid.NewGuid():N}.checkpoint");

    public static TheoryData<string> Optimizers => ["sgd", "momentum", "adam", "adamw", "rmsprop", "adagrad", "adadelta", "adamax"];

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void AnInterruptedTrainingIsTheUninterruptedOneBitForBit(string kind)
    {
        ArrayDataSet data = Clusters.Create(100, 1);
        Trainer<LinearSoftmax> whole = Create(kind);
        Fit(whole, data, stopAfter: int.MaxValue);
        foreach (int steps in (int[])[1, 6, 7, 8, 20])
        {
            Trainer<LinearSoftmax> first = Create(kind), second = Create(kind, seed: 9);
            second.BatchSize = 5;
            second.Seed = 7;
            Fit(first, data, stopAfter: steps);
            first.SaveCheckpoint(_path);
            second.Resume(_path);
            Fit(second, data, stopAfter: int.MaxValue);
            Assert.Equal(Bits(whole), Bits(second));
            Assert.Equal(whole.History.Losses, second.History.Losses);
            Assert.Equal(new TrainingReport(whole.History).ToJsonLines(), new TrainingReport(second.History).ToJsonLines());
            Assert.Equal((whole.Optimizer.Steps, whole.Optimizer.LearningRate), (second.Optimizer.Steps, second.Optimizer.LearningRate));
        }
    }

    [Fact]
    public void ACheckpointOfAFreshTrainerStartsAgain()
    {
        ArrayDataSet data = Clusters.Create(100, 1);
        Trainer<LinearSoftmax> trainer = Create("adam");
        trainer.SaveCheckpoint(_path);
        Fit(trainer, data, int.MaxValue);
        int[] bits = Bits(trainer);
        trainer.Resume(_path);
        Assert.Empty(trainer.History.Epochs);
        Assert.Equal(0, trainer.Optimizer.Steps);
        Fit(trainer, data, int.MaxValue);
        Assert.Equal(bits, Bits(trainer));
    }

    [Fact]
    public void WhatAValidationCountedComesBack()
    {
        Trainer<LinearSoftmax> trainer = Create("sgd"), other = Create("sgd");
        Fit(trainer, Clusters.Create(100, 1), int.MaxValue);
        trainer.SaveCheckpoint(_path);
        other.Resume(_path);
        Assert.Equal(trainer.History.Epochs.Count, other.History.Epochs.Count);
        for (int i = 0; i < trainer.History.Epochs.Count; i++)
        {
            Evaluation expected = trainer.History.Epochs[i].Validation!, actual = other.History.Epochs[i].Validation!;
            Assert.Equal((expected.Count, expected.Loss, expected.Correct), (actual.Count, actual.Loss, actual.Correct));
            Assert.Equal(expected.TopAccuracy(2), actual.TopAccuracy(2));
            Assert.Equal(expected.Confusion.Name(1), actual.Confusion.Name(1));
            for (int cell = 0; cell < 9; cell++)
                Assert.Equal(expected.Confusion[cell / 3, cell % 3], actual.Confusion[cell / 3, cell % 3]);
        }
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedAndNothingChanges()
    {
        Trainer<LinearSoftmax> trainer = Create("adam"), other = Create("sgd");
        Fit(trainer, Clusters.Create(100, 1), stopAfter: 2);
        trainer.SaveCheckpoint(_path);
        int[] before = Bits(other);
        string message = Assert.Throws<InvalidDataException>(() => other.Resume(_path)).Message;
        Assert.Contains("a checkpoint of LinearSoftmax trained by Adam, expected LinearSoftmax trained by Sgd", message);
        Assert.Equal(before, Bits(other));

        var data = Clusters.Create(99, 1);
        trainer.Resume(_path);
        message = Assert.Throws<ArgumentException>("data", () => Fit(trainer, data, 1)).Message;
        Assert.Contains("in the middle of an epoch of 100 samples, but there are 99", message);

        other.Network.Weights.Save(_path);
        Assert.Contains("is no checkpoint", Assert.Throws<InvalidDataException>(() => other.Resume(_path)).Message);

        Trainer<LinearSoftmax> moving = Create("momentum");
        Fit(moving, Clusters.Create(100, 1), stopAfter: 2);
        moving.SaveCheckpoint(_path);
        message = Assert.Throws<InvalidDataException>(() => other.Resume(_path)).Message;
        Assert.Contains("optimizer/velocity/dense1.weight is not used", message);
    }

    // Every byte of the text may be wrong: the only exception is the one for damaged files.
    [Fact]
    public void ADamagedTextIsSaidToBeDamaged()
    {
        Trainer<LinearSoftmax> trainer = Create("sgd");
        Fit(trainer, Clusters.Create(30, 1), int.MaxValue);
        trainer.SaveCheckpoint(_path);
        string text = SafetensorsFile.Read(_path).Metadata[TrainingCheckpoint.Entry];
        var random = new SplitMix64(1);
        for (int i = 0; i < 300; i++)
        {
            char[] damaged = text.ToCharArray();
            damaged[random.NextInt32(damaged.Length)] = "0\"[]{},-x9"[random.NextInt32(10)];
            SafetensorsWriter.Save(_path, [], [], new Dictionary<string, string> { [TrainingCheckpoint.Entry] = new(damaged) });
            SafetensorsFile file = SafetensorsFile.Read(_path);
            if (Record.Exception(() => TrainingCheckpoint.Read(file)) is { } exception)
                Assert.IsType<InvalidDataException>(exception);
        }
    }

    [Fact]
    public void FitWritesCheckpointsOfItself()
    {
        ArrayDataSet data = Clusters.Create(100, 1);
        Trainer<LinearSoftmax> trainer = Create("adam"), other = Create("adam");
        trainer.Fit(
            data,
            new TrainingOptions { UntilEpoch = 3, CheckpointPath = _path, CheckpointEvery = 2, OnStep = step => step is not { Epoch: 2, Step: 5 } },
            TestContext.Current.CancellationToken);
        other.Resume(_path);
        // Seven steps in the first epoch, four in the second: the fifth is not in the file.
        Assert.Equal((1, 11L), (other.History.Epochs.Count, other.Optimizer.Steps));
    }

    private static void Fit(Trainer<LinearSoftmax> trainer, DataSet data, int stopAfter)
    {
        var options = new TrainingOptions
        {
            UntilEpoch = 3,
            Validation = Clusters.Create(20, 5),
            Schedule = new PlateauSchedule(0.05f, patience: 0, factor: 0.5f).WithWarmUp(TrainingLength.Steps(10)),
            EarlyStopping = new EarlyStopping(10) { RestoreBest = true },
            OnStep = _ => trainer.Optimizer.Steps < stopAfter,
        };
        trainer.Fit(data, options, TestContext.Current.CancellationToken);
    }

    private static Trainer<LinearSoftmax> Create(string kind, int seed = 1) =>
        new(new LinearSoftmax(seed) { IsNoisy = true }, Optimizer(kind)) { Seed = 3, BatchSize = 8, BatchesPerStep = 2, LargestGradientNorm = 0.5f };

    private static Optimizer Optimizer(string kind) => kind switch
    {
        "sgd" => new Sgd(0.1f),
        "momentum" => new Sgd(0.1f, momentum: 0.9f, dampening: 0.5f),
        "adam" => new Adam(),
        "adamw" => new AdamW { DecayBiasAndNormalization = false },
        "rmsprop" => new RmsProp(momentum: 0.9f, centered: true),
        "adagrad" => new Adagrad(learningRateDecay: 0.1f, initialSum: 1),
        "adadelta" => new Adadelta(),
        _ => new Adamax(),
    };

    private static int[] Bits(Trainer<LinearSoftmax> trainer) =>
        Array.ConvertAll(trainer.Network.Weights.Values.ToArray(), BitConverter.SingleToInt32Bits);
}
