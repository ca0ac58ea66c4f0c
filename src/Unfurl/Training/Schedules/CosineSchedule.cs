namespace Unfurl;

/// <summary>Half a cosine from one rate to another.</summary>
internal sealed class CosineSchedule(float learningRate, TrainingLength length, float last) : LearningRateSchedule
{
    public override float At(TrainingMoment moment)
    {
        double passed = Math.Min(length.Passed(moment), length.Count);
        return (float)(last + ((double)learningRate - last) * (1 + Math.Cos(Math.PI * passed / length.Count)) / 2);
    }
}
