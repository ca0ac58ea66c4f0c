namespace Unfurl.Benchmarks;

/// <summary><c>peak</c>: what the machine can do at each vector width, on one core and on all.</summary>
internal static class PeakCommand
{
    /// <summary>Prints the table.</summary>
    public static int Run()
    {
        int all = Environment.ProcessorCount;
        Console.WriteLine($"fused multiply-adds, GFLOP/s     1 thread {(all > 1 ? $"{all,4} threads" : "")}");
        foreach (int bits in FmaPeak.Widths)
        {
            string shared = all > 1 ? $"{FmaPeak.Measure(bits, all),12:F1}" : "";
            Console.WriteLine($"  {bits} bits                     {FmaPeak.Measure(bits, 1),12:F1} {shared}");
        }

        return 0;
    }
}
