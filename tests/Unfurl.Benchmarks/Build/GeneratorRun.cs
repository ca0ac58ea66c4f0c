using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unfurl.Generator;

namespace Unfurl.Benchmarks;

/// <summary>One run of the generator in this process, by a driver and over a compilation that know nothing yet.</summary>
/// <param name="Time">The generator's own time inside Roslyn.</param>
/// <param name="CpuShare">Processor time over elapsed time: less than 1 where other processes took their turns.</param>
/// <param name="Text">What it wrote.</param>
/// <param name="Spec">What it read, if that was a network.</param>
/// <param name="Output">The declaration and what was written, ready to compile.</param>
/// <param name="Problems">What it reported.</param>
internal sealed record GeneratorRun(
    TimeSpan Time, double CpuShare, string Text, NetworkSpec? Spec, Compilation Output, IReadOnlyList<string> Problems)
{
    // What a user's project references: the framework we run on, and the runtime library.
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(INetwork).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Runs it over one file.</summary>
    public static GeneratorRun Of(Declaration declaration)
    {
        CSharpParseOptions parsing = new(LanguageVersion.Preview);
        var input = CSharpCompilation.Create(
            declaration.Name,
            [CSharpSyntaxTree.ParseText(declaration.Text, parsing, $"{declaration.Name}.cs")],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create(
                [new NetworkGenerator().AsSourceGenerator()],
                parseOptions: parsing,
                driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        double share = (Environment.CpuUsage.TotalTime - before) / Stopwatch.GetElapsedTime(start);

        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        IEnumerable<string> problems = result.Diagnostics.Select(d => d.ToString());
        return new GeneratorRun(
            driver.GetTimingInfo().GeneratorTimes.Single().ElapsedTime,
            share,
            string.Concat(result.GeneratedSources.Select(source => source.SourceText)),
            SpecOf(result),
            output,
            [.. result.Exception is { } crash ? problems.Append($"the generator crashed: {crash}") : problems]);
    }

    private static NetworkSpec? SpecOf(GeneratorRunResult result) =>
        result.TrackedSteps.TryGetValue(StepNames.Specs, out var steps) ? steps.SelectMany(s => s.Outputs).Select(o => (NetworkSpec)o.Value).Single() : null;
}
