namespace Unfurl;

/// <summary>Up to the largest rate and down to a tiny one.</summary>
internal sealed class OneCycleSchedule(
    float largest, TrainingLength length, float warmUp, float startDivisor, float endDivisor, bool linear) : LearningRateSchedule
{
    private readonly double _peak = OptimizerArguments.AsWritten(warmUp) * length.Count - 1;

    public override float At(TrainingMoment moment)
    {
        double first = (double)largest / startDivisor, last = first / endDivisor, end = length.Count - 1;
        double passed = Math.Min(length.Passed(moment), end);
        if (passed <= _peak)
            return (float)Between(first, largest, _peak == 0 ? 1 : passed / _peak);
        return (float)Between(largest, last, (passed - _peak) / (end - _peak));
    }

    private double Between(double from, double to, double share) =>
        linear ? from + (to - from) * share : to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share));
}
