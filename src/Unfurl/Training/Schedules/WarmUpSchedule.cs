namespace Unfurl;

/// <summary>Another schedule times a factor that rises to 1.</summary>
internal sealed class WarmUpSchedule(LearningRateSchedule schedule, TrainingLength length, float start) : LearningRateSchedule
{
    public override float At(TrainingMoment moment)
    {
        double passed = Math.Min(length.Passed(moment), length.Count);
        return (float)(schedule.At(moment) * (start + (1.0 - start) * passed / length.Count));
    }

    internal override void Observe(TrainingEpoch epoch) => schedule.Observe(epoch);

    internal override void Reset() => schedule.Reset();
}
