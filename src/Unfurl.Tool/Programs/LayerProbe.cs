using System.Diagnostics;

namespace Unfurl.Tool;

/// <summary>What an instrumented network tells its times to: one call where each layer begins. Public, because another assembly calls it.</summary>
public static class LayerProbe
{
    private static long[] s_ticks = [];
    private static long s_last;
    private static int s_current;

    /// <summary>Stopwatch ticks spent since <see cref="Begin"/>, behind the mark of that number; 0 is what stands before all layers and behind them.</summary>
    public static ReadOnlySpan<long> Ticks => s_ticks;

    /// <summary>Makes room for numbers up to <paramref name="layers"/>.</summary>
    public static void Reserve(int layers) => s_ticks = new long[layers + 1];

    /// <summary>Starts a run.</summary>
    public static void Begin()
    {
        Array.Clear(s_ticks);
        s_current = 0;
        s_last = Stopwatch.GetTimestamp();
    }

    /// <summary>What follows belongs to that layer.</summary>
    public static void Mark(int layer)
    {
        long now = Stopwatch.GetTimestamp();
        s_ticks[s_current] += now - s_last;
        s_current = layer;
        s_last = now;
    }
}
