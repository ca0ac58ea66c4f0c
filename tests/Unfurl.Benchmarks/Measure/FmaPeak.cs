using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unfurl.Benchmarks;

/// <summary>The ceiling every kernel is judged by: independent fused multiply-adds, measured on the machine at hand.</summary>
internal static class FmaPeak
{
    // Long enough for the clock to settle after the first wide instructions; one round of the loop takes about half a millisecond.
    private static readonly long MeasureTicks = Stopwatch.Frequency / 3;

    /// <summary>The vector widths with fused multiply-add here, in bits, widest first.</summary>
    public static IEnumerable<int> Widths
    {
        get
        {
            if (Vector512.IsHardwareAccelerated)
                yield return 512;
            if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
                yield return 256;
            // Without the instruction (SSE only) this is multiply and add, which is then the truth about the machine.
            yield return 128;
        }
    }

    /// <summary>GFLOP/s at the best width: wider is not faster where it lowers the clock.</summary>
    public static double Best(int threads) => Widths.Max(bits => Measure(bits, threads));

    /// <summary>The best width of one core, in bits.</summary>
    public static int BestWidth() => Widths.MaxBy(MeasureHere);

    /// <summary>Runs the loop at one width and returns the operations done.</summary>
    public static long RunOnce(int bits) => bits switch
    {
        512 => FmaLoop.Run<Vector512<float>, FmaLoop.Bits512>(),
        256 => FmaLoop.Run<Vector256<float>, FmaLoop.Bits256>(),
        _ => FmaLoop.Run<Vector128<float>, FmaLoop.Bits128>(),
    };

    /// <summary>GFLOP/s of <paramref name="threads"/> threads together at one width.</summary>
    public static double Measure(int bits, int threads)
    {
        if (threads == 1)
            return MeasureHere(bits);

        var rates = new double[threads];
        using var start = new Barrier(threads);
        var workers = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            int own = i;
            workers[i] = new Thread(() =>
            {
                start.SignalAndWait();
                rates[own] = MeasureHere(bits);
            });
            workers[i].Start();
        }

        foreach (Thread worker in workers)
            worker.Join();
        return rates.Sum();
    }

    // The best round, not the median: whatever else runs on the machine can only lower what we see of its peak.
    private static double MeasureHere(int bits)
    {
        double best = 0;
        long end = Stopwatch.GetTimestamp() + MeasureTicks;
        while (Stopwatch.GetTimestamp() < end)
        {
            long start = Stopwatch.GetTimestamp();
            long flops = RunOnce(bits);
            best = Math.Max(best, flops / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return best;
    }
}
