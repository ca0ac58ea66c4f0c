using System.Diagnostics;

namespace Unfurl.Benchmarks;

/// <summary><c>start</c>: from process start to the first answer, natively compiled, against the peer's session and first run.</summary>
internal static class StartCommand
{
    private const int Runs = 40;
    private const string Framework = "net9.0";

    /// <summary>Prints both medians; returns 0.</summary>
    public static int Run()
    {
        using var program = new NativeProgram(Framework);
        Console.WriteLine($"NativeDigits, {Framework}: {program.Size} bytes with its weights");
        Func<TimeSpan>? peer = Peer(out string name);
        var ours = new List<double>();
        var theirs = new List<double>();
        program.Start();
        peer?.Invoke();
        for (int i = 0; i < Runs; i++)
        {
            ours.Add(program.Start().TotalMilliseconds);
            if (peer is not null)
                theirs.Add(peer().TotalMilliseconds);
        }

        Console.WriteLine($"process start to answer read: median {Median.Of(ours):F2} ms, least {ours.Min():F2} ms of {Runs}");
        if (peer is not null)
            Console.WriteLine($"{name}, session and first run of LeNet in a running process: median {Median.Of(theirs):F2} ms, least {theirs.Min():F2} ms; "
                + $"ratio {Median.Of(theirs) / Median.Of(ours):F1}");
        return 0;
    }

    // The peer's library is loaded already and its code in memory: the parts that only a fresh process pays are a gift to it.
    private static Func<TimeSpan>? Peer(out string name)
    {
        try
        {
            var api = new OrtApi(PeerLibrary.Require());
            name = $"ONNX Runtime {api.Version}";
            var declared = DeclaredNetwork.Of(Declaration.Find("LeNet"));
            INetwork network = declared.Create();
            OnnxGraph graph = OnnxExport.Of(declared.Graph);
            byte[] model = [.. OnnxFile.Write(graph, network.Weights, 1)];
            float[] input = new float[network.InputLength];
            return () =>
            {
                long start = Stopwatch.GetTimestamp();
                using var session = new OrtContender(api, model, graph, input, batch: 1, threads: 1);
                return Stopwatch.GetElapsedTime(start);
            };
        }
        catch (PeerException problem)
        {
            name = "";
            Console.WriteLine($"NO PEER: {problem.Message}. Ours is timed alone.");
            return null;
        }
    }
}
