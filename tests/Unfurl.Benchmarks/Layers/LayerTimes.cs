using System.Diagnostics;

namespace Unfurl.Benchmarks;

/// <summary>How long each layer takes, and the whole with and without the marks.</summary>
/// <param name="Layers">Medians in microseconds, in the order of the marks; the first is what stands around the layers.</param>
/// <param name="Marked">Median of the whole run with marks.</param>
/// <param name="Plain">Median of a run of the network as it is, taken in turn with the others.</param>
/// <param name="Runs">Runs of either.</param>
/// <param name="CpuShare">Processor time over elapsed time. An interruption lengthens one layer of a run, so the medians of layers stand it better than those of
/// the whole: on a busy machine their sum is less.</param>
internal sealed record LayerTimes(IReadOnlyList<double> Layers, double Marked, double Plain, int Runs, double CpuShare)
{
    private const int MinRuns = 15, MaxRuns = 2000;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan TotalTime = TimeSpan.FromSeconds(4);

    /// <summary>Times both in turn.</summary>
    public static LayerTimes Measure(IContender plain, IContender marked, int layers)
    {
        LayerProbe.Reserve(layers);
        WarmUp(plain);
        WarmUp(marked);
        List<double>[] samples = [.. Enumerable.Range(0, layers + 1).Select(_ => new List<double>())];
        List<double> wholeMarked = [], wholePlain = [];
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        while (wholePlain.Count < MinRuns || (wholePlain.Count < MaxRuns && Stopwatch.GetElapsedTime(start) < TotalTime))
        {
            wholePlain.Add(Time(plain));
            LayerProbe.Begin();
            wholeMarked.Add(Time(marked));
            LayerProbe.Mark(0);
            for (int i = 0; i < samples.Length; i++)
                samples[i].Add(1e6 * LayerProbe.Ticks[i] / Stopwatch.Frequency);
        }

        double share = (Environment.CpuUsage.TotalTime - processor) / Stopwatch.GetElapsedTime(start);
        return new LayerTimes([.. samples.Select(Median.Of)], Median.Of(wholeMarked), Median.Of(wholePlain), wholePlain.Count, share);
    }

    // The JIT counts calls before it optimises what stands between the kernels, and works in the background.
    private static void WarmUp(IContender contender)
    {
        long start = Stopwatch.GetTimestamp();
        do
            contender.Repeat(1);
        while (Stopwatch.GetElapsedTime(start) < WarmUpTime);
    }

    private static double Time(IContender contender)
    {
        long start = Stopwatch.GetTimestamp();
        contender.Repeat(1);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}
