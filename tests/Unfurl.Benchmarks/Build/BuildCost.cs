using System.Text;

namespace Unfurl.Benchmarks;

/// <summary>One row of the table of <c>build</c>.</summary>
/// <param name="Network">The network.</param>
/// <param name="Size">How large it is, and what the compiler says of it.</param>
/// <param name="Megabytes">Size of the emitted text.</param>
/// <param name="FirstMs">The generator's first run.</param>
/// <param name="MedianMs">The median of later ones.</param>
/// <param name="CpuShare">Processor time over elapsed time in the worst of these runs.</param>
/// <param name="Problems">What the generator or the compiler reported.</param>
/// <param name="Build">The whole build, if there was one.</param>
internal sealed record BuildCost(
    string Network,
    CompiledNetwork Size,
    double Megabytes,
    double FirstMs,
    double MedianMs,
    double CpuShare,
    IReadOnlyList<string> Problems,
    WholeBuild? Build)
{
    private const int LaterRuns = 5;

    /// <summary>Heads the table.</summary>
    public static string Header =>
        $"{"network",-12} {"parameters",10} {"in training",11} {"text MB",8} {"first ms",9} {"median ms",9} "
        + $"{"in csc ms",9} {"build s",8} {"restore s",9}";

    /// <summary>This row of the table.</summary>
    public string Row =>
        $"{Network,-12} {Size.Parameters,10} {Size.WithTraining,11} {Megabytes,8:F3} {FirstMs,9:F0} {MedianMs,9:F0} "
        + (Build is { } b ? $"{b.GeneratorMs,9:F0} {b.Seconds,8:F1} {b.RestoreSeconds,9:F1}" : $"{"-",9} {"-",8} {"-",9}");

    /// <summary>Generates and compiles it here, and builds it as a project of its own if it may.</summary>
    public static BuildCost Measure(Declaration declaration, bool noBuild)
    {
        GeneratorRun first = GeneratorRun.Of(declaration);
        GeneratorRun[] later = [.. Enumerable.Range(0, LaterRuns).Select(_ => GeneratorRun.Of(declaration)).OrderBy(run => run.Time)];
        var network = CompiledNetwork.Of(declaration.Name, first.Output);
        string[] problems = [.. first.Problems, .. network.Errors];
        return new BuildCost(
            declaration.Name,
            network,
            Encoding.UTF8.GetByteCount(first.Text) / 1e6,
            first.Time.TotalMilliseconds,
            later[LaterRuns / 2].Time.TotalMilliseconds,
            later.Append(first).Min(run => run.CpuShare),
            problems,
            noBuild || problems.Length > 0 ? null : WholeBuild.Of(declaration));
    }
}
