namespace Unfurl.Benchmarks;

/// <summary><c>build</c>: what each declared network costs at build time.</summary>
internal static class BuildCommand
{
    // What GoogLeNet may cost; the others cost what they cost.
    private const string Limited = "GoogLeNet";
    private const double TextLimit = 1.5; // MB
    private const double TimeLimit = 1000; // ms
    private const double BuildLimit = 60; // s

    // What is built unless one is named. The one with limits first: in a process that has run nothing, its first run is a cold one.
    private static readonly string[] Networks =
        [Limited, "ResNet18", "ResNet50", "SqueezeNet", "MobileNet", "DenseNet121", "UNet", "LeNet"];

    /// <summary>Prints the table; returns 1 if a network does not compile or costs more than it may.</summary>
    public static int Run(BuildOptions options)
    {
        IReadOnlyList<string> names = options.Network is { } name ? [name] : Networks;
        Declaration[] declarations = [.. names.Select(Declaration.Find)];
        Console.WriteLine("""
            text    what the generator writes
            first   spec to text: the generator's time inside Roslyn, in this process; the first network also pays for the JIT
            median  the same in five more runs, each with a fresh driver and compilation
            in csc  the same in the whole build, by the report of a compiler that has just started and pays for everything
            build   dotnet build of a project of its own, without any build server; restore apart

            """);
        Console.WriteLine(BuildCost.Header);
        bool good = true;
        foreach (Declaration declaration in declarations)
        {
            var cost = BuildCost.Measure(declaration, options.NoBuild);
            Console.WriteLine(cost.Row);
            foreach (string problem in cost.Problems.Take(10))
                Console.WriteLine($"*** {problem}");
            if (cost.CpuShare < Timing.TrustedShare)
                Console.WriteLine($"*** MACHINE BUSY in {cost.Network}: got {cost.CpuShare:P0} of a core; do not trust its times ***");
            if (!IsWithinLimits(cost))
                Console.WriteLine($"*** TOO MUCH: {cost.Network} may take {TextLimit} MB, {TimeLimit} ms and {BuildLimit} s ***");
            good &= cost.Problems.Count == 0 && IsWithinLimits(cost);
        }

        return good ? 0 : 1;
    }

    private static bool IsWithinLimits(BuildCost cost)
    {
        if (cost.Network != Limited)
            return true;
        // On a busy machine the clock proves nothing, against us neither.
        bool timed = cost.CpuShare >= Timing.TrustedShare;
        bool slow = cost.MedianMs > TimeLimit || cost.Build?.Seconds > BuildLimit;
        return cost.Megabytes <= TextLimit && !(timed && slow);
    }
}
