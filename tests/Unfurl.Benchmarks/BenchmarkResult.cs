using System.Text.Json;
using System.Text.Json.Serialization;

namespace Unfurl.Benchmarks;

/// <summary>One row of the table, and one object of the JSON file (there in snake_case).</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Threads">Threads either side may use.</param>
/// <param name="OursUs">Our median, in microseconds.</param>
/// <param name="Peer">Name and version of the peer, or null if it did not run.</param>
/// <param name="PeerUs">The peer's median.</param>
/// <param name="Ratio">How many times faster we are; null without a peer, and if the outputs differ.</param>
/// <param name="Gflops">Our GFLOP/s, from the multiply-adds as declared: an algorithm that saves some shows as more than it executes.
/// </param>
/// <param name="PeakShare">Of what as many cores could have done at the time, at most; may pass 1 for the same reason.</param>
internal sealed record BenchmarkResult(
    string Case, int Threads, double OursUs, string? Peer, double? PeerUs, double? Ratio, double Gflops, double PeakShare)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Heads the table.</summary>
    public static string Header =>
        $"{"case",-12} {"threads",7} {"ours us",12} {"peer us",12} {"ratio",8} {"GFLOP/s",9} {"of peak",8}";

    /// <summary>This row of the table.</summary>
    [JsonIgnore]
    public string Row
    {
        get
        {
            // A dash: no peer. A word: it ran, and disagreed.
            string ratio = Ratio is { } times ? $"{times:F2} x" : PeerUs is null ? "-" : "WRONG";
            string peer = PeerUs is { } time ? $"{time:F3}" : "-";
            return $"{Case,-12} {Threads,7} {OursUs,12:F3} {peer,12} {ratio,8} {Gflops,9:F2} {PeakShare,8:P1}";
        }
    }

    /// <summary>Writes the JSON array.</summary>
    public static void Save(IReadOnlyList<BenchmarkResult> results, string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(results, Json) + "\n");
}
