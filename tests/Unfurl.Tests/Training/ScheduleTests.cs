namespace Unfurl.Tests.Training;

public sealed class ScheduleTests
{
    [Fact]
    public void StepFallsAfterEveryStretch()
    {
        var schedule = LearningRateSchedule.Step(0.1f, TrainingLength.Epochs(2), 0.5f);
        Assert.Equal([0.1f, 0.1f, 0.05f, 0.05f, 0.025f], Enumerable.Range(0, 5).Select(epoch => schedule.At(new TrainingMoment(epoch, 100 * epoch))));
        var often = LearningRateSchedule.Step(1, TrainingLength.Steps(1), 0.999f);
        Assert.Equal(Math.Pow(0.999, 12_345), often.At(new TrainingMoment(1, 12_345)), 1e-11);
        Assert.Equal(0.3f, LearningRateSchedule.Constant(0.3f).At(new TrainingMoment(1_000_000, long.MaxValue)));
    }

    // PyTorch computes each rate from the one before; the closed form must agree.
    [Fact]
    public void CosineFollowsPyTorchsRecursion()
    {
        const double First = 0.1, Last = 0.001;
        const int Length = 20;
        var schedule = LearningRateSchedule.Cosine((float)First, TrainingLength.Steps(Length), (float)Last);
        double rate = First;
        for (int t = 0; t <= Length; t++)
        {
            if (t > 0)
                rate = (1 + Math.Cos(Math.PI * t / Length)) / (1 + Math.Cos(Math.PI * (t - 1) / Length)) * (rate - Last) + Last;
            Assert.Equal(rate, schedule.At(new TrainingMoment(0, t)), 1e-7);
        }

        Assert.Equal((float)Last, schedule.At(new TrainingMoment(0, 1000)));
    }

    // PyTorch's phases: up until 0.3 * 10 - 1 = 2, down until 9.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OneCycleGoesUpAndDown(bool linear)
    {
        var schedule = LearningRateSchedule.OneCycle(1, TrainingLength.Steps(10), linear: linear);
        double[] shares = [0, 0.5, 1];
        for (int t = 0; t < 10; t++)
        {
            (double from, double to, double share) = t <= 2 ? (0.04, 1.0, shares[t]) : (1.0, 4e-6, (t - 2) / 7.0);
            double expected = linear ? from + (to - from) * share : to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;
            Assert.Equal(expected, schedule.At(new TrainingMoment(0, t)), 1e-7);
        }

        Assert.Equal(4e-6, schedule.At(new TrainingMoment(0, 99)), 1e-9);
    }

    [Fact]
    public void OneCycleWithoutWarmUpStartsNearTheTop()
    {
        var schedule = LearningRateSchedule.OneCycle(1, TrainingLength.Steps(10), warmUp: 0, linear: true);
        // As in PyTorch, where the first phase ends one step before the start.
        Assert.Equal(1 + (4e-6 - 1) * 0.1, schedule.At(new TrainingMoment(0, 0)), 1e-7);
    }

    [Fact]
    public void WarmUpMultipliesWhateverTheUnits()
    {
        var schedule = LearningRateSchedule.Step(1, TrainingLength.Epochs(1), 0.5f).WithWarmUp(TrainingLength.Steps(4), 0.2f);
        float[] rates = [.. Enumerable.Range(0, 6).Select(step => schedule.At(new TrainingMoment(step / 3, step)))];
        float[] expected = [0.2f, 0.4f, 0.6f, 0.4f, 0.5f, 0.5f];
        for (int i = 0; i < rates.Length; i++)
            Assert.Equal(expected[i], rates[i], 1e-6f);
    }

    [Fact]
    public void APlateauLowersTheRateAfterItsPatience()
    {
        var schedule = new PlateauSchedule(1, factor: 0.5f, patience: 1, threshold: 0.1f, coolDown: 1, least: 0.3f);
        // Better by 10 % or not; patience of one; an epoch of cool-down; never below 0.3.
        double[] losses = [10, 8, 7.9, 7.8, 7.7, 7.6, 7.5, 7.5, 7.5];
        float[] rates = [1, 1, 1, 0.5f, 0.5f, 0.5f, 0.3f, 0.3f, 0.3f];
        for (int i = 0; i < losses.Length; i++)
        {
            schedule.Observe(new TrainingEpoch(i + 1, 1, losses[i], null));
            Assert.Equal(rates[i], schedule.At(default));
        }

        schedule.Reset();
        Assert.Equal(1, schedule.At(default));
    }

    [Fact]
    public void FitAsksBeforeEveryStep()
    {
        var rates = new List<float>();
        var trainer = new Trainer<LinearSoftmax>(new LinearSoftmax(1), new Sgd(9)) { BatchSize = 10 };
        var schedule = LearningRateSchedule.Cosine(0.1f, TrainingLength.Steps(6)).WithWarmUp(TrainingLength.Epochs(2), 0.5f);
        trainer.Fit(
            Clusters.Create(30, 1),
            new TrainingOptions
            {
                UntilEpoch = 2,
                Schedule = schedule,
                OnStep = step =>
                {
                    rates.Add(step.LearningRate);
                    return true;
                },
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 6).Select(step => schedule.At(new TrainingMoment(step / 3, step))), rates);
        Assert.Equal([rates[0], rates[3]], trainer.History.Epochs.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void BadNumbersAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => LearningRateSchedule.Constant(-1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => TrainingLength.Steps(0));
        Assert.Throws<ArgumentOutOfRangeException>("last", () => LearningRateSchedule.Cosine(1, TrainingLength.Steps(1), float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("startDivisor", () => LearningRateSchedule.OneCycle(1, TrainingLength.Steps(1), startDivisor: 0));
        Assert.Throws<ArgumentOutOfRangeException>("start", () => LearningRateSchedule.Constant(1).WithWarmUp(TrainingLength.Steps(1), 0));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => new PlateauSchedule(1, factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>("patience", () => new PlateauSchedule(1, patience: -1));
    }
}
