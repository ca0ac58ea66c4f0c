using System.Diagnostics;
using System.Globalization;

namespace Unfurl.Benchmarks;

/// <summary>What the peer takes to its first answer in a process that has not loaded it yet: library, session and one run of LeNet.</summary>
/// <remarks>A child process measures itself and prints the milliseconds, so that starting .NET, which the peer does not need, is not counted against it.</remarks>
internal sealed class PeerStart : IDisposable
{
    /// <summary>The verb that makes this program the child.</summary>
    public const string Verb = "start-peer";

    private const string Network = "LeNet";

    private readonly string _model = Path.GetTempFileName();
    private readonly string[] _arguments;

    /// <summary>Writes the model.</summary>
    /// <exception cref="PeerException">The library is not to be had.</exception>
    public PeerStart()
    {
        Library = PeerLibrary.Require();
        var declared = DeclaredNetwork.Of(Declaration.Find(Network));
        OnnxGraph graph = OnnxExport.Of(declared.Graph);
        File.WriteAllBytes(_model, OnnxFile.Write(graph, declared.Create().Weights, 1));
        _arguments = [Verb, Library, _model, graph.Input, graph.Output, .. graph.InputShape.Select(s => s.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The peer's library.</summary>
    public string Library { get; }

    /// <summary>One child's milliseconds.</summary>
    /// <exception cref="PeerException">The child did not answer.</exception>
    public TimeSpan Start()
    {
        using Process child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, _arguments) { RedirectStandardOutput = true })!;
        string said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return double.TryParse(said, CultureInfo.InvariantCulture, out double milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new PeerException($"a fresh process said '{said.Trim()}'");
    }

    /// <summary>The child: prints its milliseconds; returns 0.</summary>
    public static int Run(string library, string model, string inputName, string outputName, ReadOnlySpan<string> sizes)
    {
        byte[] bytes = File.ReadAllBytes(model);
        int[] shape = Array.ConvertAll(sizes.ToArray(), s => int.Parse(s, CultureInfo.InvariantCulture));
        float[] input = new float[shape.Aggregate((a, b) => a * b)];
        var graph = new OnnxGraph(inputName, shape, outputName, [], []);
        long start = Stopwatch.GetTimestamp();
        using var session = new OrtContender(new OrtApi(library), bytes, graph, input, batch: 1, threads: 1);
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_model);
}
