namespace Unfurl.Tests.Harness;

/// <summary>Bytes a piece of code allocates on its thread.</summary>
internal static class Allocations
{
    private const int Attempts = 5;

    /// <summary>The least of several runs: what the code itself allocates it allocates every time, while the runtime may load a type or
    /// replace a method in between.</summary>
    public static long Of(Action code)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Attempts; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            code();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
