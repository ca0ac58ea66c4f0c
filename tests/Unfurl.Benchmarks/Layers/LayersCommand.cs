namespace Unfurl.Benchmarks;

/// <summary><c>layers</c>: where the time of a network goes, layer by layer.</summary>
internal static class LayersCommand
{
    /// <summary>Prints the table; returns 0.</summary>
    /// <exception cref="OptionException">Not one network is named, or there is none of that name.</exception>
    public static int Run(ReadOnlySpan<string> args)
    {
        if (args is not [var name])
            throw new OptionException($"layers takes one network: {string.Join(", ", Declaration.Names)}.");
        BenchmarkCase benchmark = BenchmarkCase.Find(name);
        Declaration declaration = Declaration.Find(benchmark.Name);
        INetwork plain = DeclaredNetwork.Of(declaration).Create();
        var program = new InstrumentedProgram();
        INetwork marked = DeclaredNetwork.Of(declaration, program.Apply).Create();
        double peak = FmaPeak.Best(threads: 1);

        var times = LayerTimes.Measure(Contender(plain, benchmark), Contender(marked, benchmark), program.Layers.Count);
        Print(benchmark, program, plain, times, peak);
        return 0;
    }

    private static void Print(BenchmarkCase benchmark, InstrumentedProgram program, INetwork network, LayerTimes times, double peak)
    {
        Console.WriteLine($"{benchmark.Name}, batch {benchmark.Batch}, one thread; peak: {peak:F1} GFLOP/s; medians of {times.Runs} runs");
        int width = program.Layers.Max(l => l.Name.Length), shapes = program.Layers.Max(l => l.Shapes.Length);
        if (times.CpuShare < Timing.TrustedShare)
            Console.WriteLine($"*** MACHINE BUSY: got {times.CpuShare:P0} of a core; the shares may be right, the times are not ***");
        Console.WriteLine($"{"layer".PadRight(width)}  {"in to out".PadRight(shapes)} {"us",10} {"GFLOP/s",9} {"of peak",8} {"of all",8} {"error",7}  algorithm (kernels)");
        Dictionary<string, LayerInfo> info = Used(network);
        double sum = times.Layers.Skip(1).Sum();
        for (int i = 0; i < program.Layers.Count; i++)
        {
            ProgramLayer layer = program.Layers[i];
            double time = times.Layers[i + 1];
            info.TryGetValue(layer.Name, out LayerInfo? row);
            double gflops = 2e-3 * benchmark.Batch * (row?.MultiplyAdds ?? 0) / time;
            string speed = gflops > 0 ? $"{gflops,9:F2} {gflops / peak,8:P1}" : $"{"-",9} {"-",8}";
            Console.WriteLine($"{layer.Name.PadRight(width)}  {layer.Shapes.PadRight(shapes)} {time,10:F1} {speed} {time / sum,8:P1} {Error(row),7}  "
                + $"{row?.Algorithm} ({string.Join(", ", layer.Kernels)})".TrimStart());
        }

        double total = 2e-3 * benchmark.Batch * info.Values.Sum(l => l.MultiplyAdds) / times.Plain;
        Console.WriteLine($"sum of layers {sum:F1} us, around them {times.Layers[0]:F1} us; a run with marks {times.Marked:F1} us, without {times.Plain:F1} us: "
            + $"{total:F2} GFLOP/s, {total / peak:P1} of peak");
    }

    private static string Error(LayerInfo? layer) => layer is { Algorithm.Length: > 0 } ? $"{layer.Error:F1}" : "-";

    // Fused layers count with the one whose kernel does them.
    private static Dictionary<string, LayerInfo> Used(INetwork network)
    {
        var info = new Dictionary<string, LayerInfo>();
        foreach (LayerInfo layer in network.Info)
        {
            if (!layer.TrainingOnly)
                info.Add(layer.Name, layer);
        }

        return info;
    }

    private static UnfurlContender Contender(INetwork network, BenchmarkCase benchmark)
    {
        network.Reserve(benchmark.Batch);
        return new UnfurlContender(network, RandomInput.Of(benchmark.Batch * network.InputLength), benchmark.Batch);
    }
}
