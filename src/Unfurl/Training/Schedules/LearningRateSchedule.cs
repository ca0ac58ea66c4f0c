namespace Unfurl;

/// <summary>The learning rate over a training. Most are functions of the moment alone, so that continuing one needs no state.</summary>
public abstract class LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>The learning rate of the step that comes at this moment.</summary>
    public abstract float At(TrainingMoment moment);

    /// <summary>The same rate all the time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
    public static LearningRateSchedule Constant(float learningRate) =>
        new StepSchedule(OptimizerArguments.NotNegative(learningRate), TrainingLength.Epochs(int.MaxValue), 1);

    /// <summary>The rate times <paramref name="factor"/> after every stretch, as <c>torch.optim.lr_scheduler.StepLR</c>:
    /// learningRate factor^floor(t / every).</summary>
    /// <param name="learningRate">The first rate, 0 or more.</param>
    /// <param name="every">How long a rate holds.</param>
    /// <param name="factor">What it is multiplied by, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    public static LearningRateSchedule Step(float learningRate, TrainingLength every, float factor = 0.1f) =>
        new StepSchedule(OptimizerArguments.NotNegative(learningRate), every, OptimizerArguments.NotNegative(factor));

    /// <summary>Half a cosine from the first to the last rate, as <c>CosineAnnealingLR</c>:
    /// last + (first - last) (1 + cos(pi t / length)) / 2, and the last rate from then on.</summary>
    /// <param name="learningRate">The first rate, 0 or more.</param>
    /// <param name="length">When the last is reached.</param>
    /// <param name="last">The last rate, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite.</exception>
    public static LearningRateSchedule Cosine(float learningRate, TrainingLength length, float last = 0) =>
        new CosineSchedule(OptimizerArguments.NotNegative(learningRate), length, OptimizerArguments.NotNegative(last));

    /// <summary>Up to a large rate and down to a tiny one (Smith, 2018), as <c>OneCycleLR</c> without its cycle of the momentum: from
    /// largest / startDivisor up until t = warmUp length - 1, then down to largest / startDivisor / endDivisor at t = length - 1, which
    /// holds from then on.</summary>
    /// <param name="largest">The largest rate, 0 or more.</param>
    /// <param name="length">The whole cycle.</param>
    /// <param name="warmUp">Share of the cycle that goes up, from 0 to 1.</param>
    /// <param name="startDivisor">How much smaller the first rate is than the largest, above 0.</param>
    /// <param name="endDivisor">How much smaller the last rate is than the first, above 0.</param>
    /// <param name="linear">Straight lines instead of half cosines.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static LearningRateSchedule OneCycle(
        float largest, TrainingLength length, float warmUp = 0.3f, float startDivisor = 25, float endDivisor = 1e4f, bool linear = false) =>
        new OneCycleSchedule(
            OptimizerArguments.NotNegative(largest),
            length,
            OptimizerArguments.ZeroToOne(warmUp),
            OptimizerArguments.Positive(startDivisor),
            OptimizerArguments.Positive(endDivisor),
            linear);

    /// <summary>This schedule with a linear start, as <c>LinearLR</c> in a <c>ChainedScheduler</c>: its rate at every moment times
    /// start + (1 - start) min(t, length) / length.</summary>
    /// <param name="length">How long the warm-up takes; it may be counted in another unit than the schedule.</param>
    /// <param name="start">The first factor, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of its range.</exception>
    public LearningRateSchedule WithWarmUp(TrainingLength length, float start = 1f / 3) =>
        new WarmUpSchedule(this, length, OptimizerArguments.ZeroToOne(OptimizerArguments.Positive(start)));

    /// <summary>Learns how an epoch went; only schedules that watch the training care.</summary>
    internal virtual void Observe(TrainingEpoch epoch)
    {
    }

    /// <summary>Forgets all epochs.</summary>
    internal virtual void Reset()
    {
    }
}
