using Unfurl.Generator;

namespace Unfurl.Benchmarks;

/// <summary><c>infer</c>: each case on our side and on the peer's, with the machine's peak from the same run.</summary>
internal static class InferCommand
{
    /// <summary>Prints the table; returns 1 if an output was wrong.</summary>
    public static int Run(InferOptions options)
    {
        IReadOnlyList<BenchmarkCase> cases = options.Case is { } name ? [BenchmarkCase.Find(name)] : BenchmarkCase.All;
        OrtApi? peer = LoadPeer(options);
        int width = FmaPeak.BestWidth();
        Console.WriteLine($"peer: {NameOf(peer) ?? "none"}; peak: {FmaPeak.Measure(width, options.Threads):F1} GFLOP/s on {options.Threads} thread(s), and the median of what it was while each case ran");
        Console.WriteLine(BenchmarkResult.Header);

        var results = new List<BenchmarkResult>();
        foreach (BenchmarkCase benchmark in cases)
        {
            BenchmarkResult result = Measure(benchmark, peer, options.Threads, width);
            Console.WriteLine(result.Row);
            results.Add(result);
        }

        if (options.Out is { } path)
            BenchmarkResult.Save(results, path);
        return results.Any(r => r is { PeerUs: not null, Ratio: null }) ? 1 : 0;
    }

    private static BenchmarkResult Measure(BenchmarkCase benchmark, OrtApi? peer, int threads, int width)
    {
        var declared = DeclaredNetwork.Of(Declaration.Find(benchmark.Name));
        INetwork network = declared.Create();
        network.Threads = threads;
        network.Reserve(benchmark.Batch);
        float[] input = RandomInput.Of(benchmark.Batch * network.InputLength);
        var ours = new UnfurlContender(network, input, benchmark.Batch);
        using OrtContender? theirs = OpenPeer(benchmark, peer, declared.Graph, network, input, threads);
        var peak = new PeakContender(width);
        Timing[] timings = InterleavedRuns.Measure(theirs is null ? [ours, peak] : [ours, peak, theirs], threads);
        WarnIfBusy(benchmark, timings);

        string? mismatch = theirs is null ? null : OutputComparison.FindMismatch(ours.Output, theirs.Output);
        if (mismatch is not null)
            Console.WriteLine($"*** WRONG OUTPUT in {benchmark.Name}: {mismatch} ***");

        double time = timings[0].Microseconds;
        double gflops = 2e-3 * benchmark.Batch * MultiplyAdds(network) / time;
        double? peerTime = theirs is null ? null : timings[2].Microseconds;
        return new BenchmarkResult(
            benchmark.Name, threads, time, theirs is null ? null : NameOf(peer), peerTime,
            mismatch is null ? peerTime / time : null, gflops, gflops / (threads * peak.Rate(timings[1])));
    }

    private static void WarnIfBusy(BenchmarkCase benchmark, Timing[] timings)
    {
        if (timings.Any(t => t.CpuShare < Timing.TrustedShare))
        {
            string shares = string.Join(" and ", timings.Select(t => $"{t.CpuShare:P0}"));
            Console.WriteLine($"*** MACHINE BUSY in {benchmark.Name}: got {shares} of a core; do not trust the next row ***");
        }
    }

    private static OrtApi? LoadPeer(InferOptions options)
    {
        if (options.NoPeer)
            return null;
        try
        {
            return new OrtApi(PeerLibrary.Require());
        }
        catch (PeerException problem)
        {
            Console.WriteLine($"NO PEER: {problem.Message}. Ours is timed alone.");
            return null;
        }
    }

    private static OrtContender? OpenPeer(
        BenchmarkCase benchmark, OrtApi? peer, Graph graph, INetwork network, float[] input, int threads)
    {
        try
        {
            return peer is null ? null : new OrtContender(peer, OnnxExport.Of(graph), network.Weights, input, benchmark.Batch, threads);
        }
        catch (PeerException problem)
        {
            Console.WriteLine($"NO PEER for {benchmark.Name}: {problem.Message}");
            return null;
        }
    }

    private static string? NameOf(OrtApi? peer) => peer is null ? null : $"ONNX Runtime {peer.Version}";

    private static long MultiplyAdds(INetwork network)
    {
        long sum = 0;
        foreach (LayerInfo layer in network.Info)
            sum += layer.TrainingOnly ? 0 : layer.MultiplyAdds;
        return sum;
    }
}
