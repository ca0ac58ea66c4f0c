using System.Runtime.Intrinsics;

namespace Unfurl.Benchmarks;

/// <summary><c>native</c>: the same networks natively compiled and under the JIT, restricted to the same instruction set.</summary>
internal static class NativeCommand
{
    private const string Framework = "net9.0";
    private const int Samples = 31;
    private const double SampleMicroseconds = 4000, WarmUpMicroseconds = 600_000;

    /// <summary>Prints the table; returns 0.</summary>
    /// <param name="names">Cases, or none for some that together have every kind of kernel.</param>
    /// <exception cref="OptionException">There is no such case.</exception>
    /// <exception cref="BuildException">The program does not build.</exception>
    public static int Run(ReadOnlySpan<string> names)
    {
        BenchmarkCase[] cases = [.. (names.IsEmpty ? ["LeNet", "SmallCnn", "DsCnn", "SqueezeNet", "Conv3x3", "Direct3x3", "Conv1x1", "Dense1024"] : names.ToArray()).Select(BenchmarkCase.Find)];
        using var project = new TimedProject([.. cases.Select(c => Declaration.Find(c.Name))]);
        Console.WriteLine($"native: {Framework}; JIT: .NET {Environment.Version}");
        Console.WriteLine($"{"case",-12} {"compiled for",-12} {"native us",12} {"JIT us",12} {"native/JIT",10}");
        Compare(project, cases, "x86-x64-v3", ("DOTNET_EnableAVX512", "0"));
        if (Vector512.IsHardwareAccelerated)
            Compare(project, cases, "x86-x64-v4");
        return 0;
    }

    private static void Compare(TimedProject project, BenchmarkCase[] cases, string instructionSet, params (string Name, string Value)[] restriction)
    {
        using TimedProcess native = project.StartNative(Framework, instructionSet), jit = project.StartJit(restriction);
        foreach (BenchmarkCase network in cases)
        {
            int runs = Calibrate(native, network);
            Calibrate(jit, network);
            var times = new (double Native, double Jit)[Samples];
            for (int i = 0; i < Samples; i++)
                times[i] = (native.Time(network, runs), jit.Time(network, runs));
            double ours = Median.Of(times.Select(t => t.Native)), theirs = Median.Of(times.Select(t => t.Jit));
            Console.WriteLine($"{network.Name,-12} {instructionSet,-12} {ours,12:F2} {theirs,12:F2} {ours / theirs,10:F3}");
        }
    }

    // Warms up, too: the JIT counts calls before it optimises, and works in the background.
    private static int Calibrate(TimedProcess process, BenchmarkCase network)
    {
        double once = 0;
        for (double spent = 0; spent < WarmUpMicroseconds;)
        {
            int runs = once > 0 ? (int)Math.Clamp(SampleMicroseconds / once, 1, 100_000) : 1;
            once = process.Time(network, runs);
            spent += once * runs;
        }

        return (int)Math.Clamp(SampleMicroseconds / once, 1, 100_000);
    }
}
