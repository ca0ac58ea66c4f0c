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
        using PeerStart? peer = Peer();
        var ours = new List<double>();
        var theirs = new List<double>();
        program.Start();
        peer?.Start();
        for (int i = 0; i < Runs; i++)
        {
            ours.Add(program.Start().TotalMilliseconds);
            if (peer is not null)
                theirs.Add(peer.Start().TotalMilliseconds);
        }

        Console.WriteLine($"process start to answer read: median {Median.Of(ours):F2} ms, least {ours.Min():F2} ms of {Runs}");
        if (peer is not null)
            Console.WriteLine($"ONNX Runtime in a fresh process, library, session and first run of LeNet: median {Median.Of(theirs):F2} ms, least {theirs.Min():F2} ms; "
                + $"ratio {Median.Of(theirs) / Median.Of(ours):F1}");
        return 0;
    }

    private static PeerStart? Peer()
    {
        try
        {
            return new PeerStart();
        }
        catch (PeerException problem)
        {
            Console.WriteLine($"NO PEER: {problem.Message}. Ours is timed alone.");
            return null;
        }
    }
}
