namespace Unfurl;

/// <summary>The rate falls by a factor after every stretch.</summary>
internal sealed class StepSchedule(float learningRate, TrainingLength every, float factor) : LearningRateSchedule
{
    // Looked up once: it goes through text, which is allocated.
    private readonly double _first = OptimizerArguments.AsWritten(learningRate);
    private readonly double _factor = OptimizerArguments.AsWritten(factor);

    public override float At(TrainingMoment moment) => (float)(_first * Power(_factor, every.Passed(moment) / every.Count));

    // Products rather than Math.Pow, whose last bit differs between machines.
    private static double Power(double factor, long exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1, factor *= factor)
        {
            if ((exponent & 1) != 0)
                power *= factor;
        }

        return power;
    }
}
