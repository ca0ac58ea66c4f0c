using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Unfurl;

/// <summary>The meter "Unfurl": what trainings tell to <c>dotnet-counters</c> and other listeners, after every step.</summary>
internal static class TrainingMeter
{
    private static readonly Meter Meter = new("Unfurl");
    private static readonly Gauge<double> Loss = Meter.CreateGauge<double>(
        "unfurl.training.loss", description: "Mean loss of the samples of the last step.");

    private static readonly Gauge<double> Speed = Meter.CreateGauge<double>(
        "unfurl.training.speed", "{sample}/s", "Samples of the last step by the time it took.");

    private static readonly Gauge<double> LearningRate = Meter.CreateGauge<double>(
        "unfurl.training.learning_rate", description: "Learning rate of the last step.");

    private static readonly Gauge<double> GradientNorm = Meter.CreateGauge<double>(
        "unfurl.training.gradient_norm", description: "Norm of all gradients of the last step, before clipping.");

    /// <summary>Now, if somebody wants to know the speed; otherwise 0.</summary>
    public static long Start() => Speed.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Tells of a step.</summary>
    /// <param name="network">Name of the network, a tag of every number.</param>
    /// <param name="step">The step.</param>
    /// <param name="samples">Its samples.</param>
    /// <param name="start">When it began.</param>
    public static void Record(string network, in TrainingStep step, int samples, long start)
    {
        var tag = new KeyValuePair<string, object?>("network", network);
        Loss.Record(step.Loss, tag);
        LearningRate.Record(step.LearningRate, tag);
        GradientNorm.Record(step.GradientNorm, tag);
        if (start != 0)
            Speed.Record(samples / Stopwatch.GetElapsedTime(start).TotalSeconds, tag);
    }
}
