using System.Diagnostics;

namespace Unfurl.Benchmarks;

/// <summary>Times contenders in turn in one process, so that clock changes and neighbours hit all of them alike.</summary>
internal static class InterleavedRuns
{
    // Of a large network a sample is one run of up to half a second, and these are what there is time for.
    private const int MinSamples = 15;

    private static readonly TimeSpan SampleTime = TimeSpan.FromMilliseconds(2);

    // With several threads: the time of a sample is the mean of runs one behind the other, whose workers are awake.
    private static readonly TimeSpan TeamSampleTime = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan TotalTime = TimeSpan.FromSeconds(1);

    /// <summary>Times one run of each contender.</summary>
    /// <param name="contenders">Who runs, in this order, again and again.</param>
    /// <param name="threads">Threads a contender may use. With more than one, every sample waits until the process is at rest, because ONNX Runtime's
    /// workers go on spinning for tens of milliseconds after a run and would sit on the cores of whoever comes next; a run that is not
    /// timed then wakes the contender's own.</param>
    public static Timing[] Measure(IReadOnlyList<IContender> contenders, int threads)
    {
        TimeSpan sampleTime = threads > 1 ? TeamSampleTime : SampleTime;
        int[] times = [.. contenders.Select(c => Calibrate(c, sampleTime))];
        List<double>[] samples = [.. contenders.Select(_ => new List<double>())];
        var processor = new TimeSpan[contenders.Count];
        long start = Stopwatch.GetTimestamp();
        while (samples[0].Count < MinSamples || Stopwatch.GetElapsedTime(start) < TotalTime)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                if (threads > 1)
                {
                    Rest();
                    contenders[i].Repeat(1);
                }

                TimeSpan before = Environment.CpuUsage.TotalTime;
                samples[i].Add(Sample(contenders[i], times[i]).TotalMicroseconds);
                processor[i] += Environment.CpuUsage.TotalTime - before;
            }
        }

        return [.. samples.Select((s, i) => new Timing(Median.Of(s) / times[i], processor[i].TotalMicroseconds / s.Sum()))];
    }

    // Warms up, then finds how many runs make a sample long enough for the clock's grain not to matter.
    private static int Calibrate(IContender contender, TimeSpan sampleTime)
    {
        // Many short calls, because the JIT counts calls before it optimises; it also works in the background, so time must pass.
        long start = Stopwatch.GetTimestamp();
        do
            contender.Repeat(1);
        while (Stopwatch.GetElapsedTime(start) < WarmUpTime);

        int times = 1;
        // The least of three: one interrupted try must not pass for a slow contender.
        while (Enumerable.Range(0, 3).Min(_ => Sample(contender, times)) < sampleTime)
            times *= 2;
        return times;
    }

    // Until nobody of this process has run for a moment, or for so long that somebody always will.
    private static void Rest()
    {
        const int Moment = 10, MostMoments = 50;
        for (int i = 0; i < MostMoments; i++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(Moment);
            if ((Environment.CpuUsage.TotalTime - before).TotalMilliseconds < Moment / 10.0)
                return;
        }
    }

    private static TimeSpan Sample(IContender contender, int times)
    {
        long start = Stopwatch.GetTimestamp();
        contender.Repeat(times);
        return Stopwatch.GetElapsedTime(start);
    }
}
