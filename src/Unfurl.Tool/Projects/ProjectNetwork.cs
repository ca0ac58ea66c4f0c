using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Unfurl.Generator;

namespace Unfurl.Tool;

/// <summary>A network that a project declares.</summary>
/// <param name="Spec">What the generator reads of it.</param>
/// <param name="Schedule">Where its schedule file is, or would be: beside the class.</param>
internal sealed record ProjectNetwork(NetworkSpec Spec, string Schedule)
{
    /// <summary>All networks of a project that have no mistakes, in the order of their names.</summary>
    /// <exception cref="ToolException">One has a mistake.</exception>
    public static IReadOnlyList<ProjectNetwork> In(ProjectCompilation project)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()],
            project.Schedules.Select(path => new AdditionalFile(path)),
            (CSharpParseOptions?)project.Compilation.SyntaxTrees.FirstOrDefault()?.Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        GeneratorRunResult result = driver.RunGenerators(project.Compilation).GetRunResult().Results.Single();
        Diagnostic[] errors = [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (errors.Length > 0)
            throw new ToolException($"The project's networks have mistakes:\n{string.Join("\n", errors.Select(e => e.ToString()))}");
        if (!result.TrackedSteps.TryGetValue(StepNames.Specs, out var steps))
            return [];
        NetworkSpec[] specs = [.. steps.SelectMany(s => s.Outputs).Select(o => (NetworkSpec)o.Value).OrderBy(s => s.Type.MetadataName, StringComparer.Ordinal)];
        return [.. specs.Select(spec => new ProjectNetwork(spec, Path.GetFullPath(ScheduleOf(spec, specs, project))))];
    }

    private static string ScheduleOf(NetworkSpec spec, NetworkSpec[] all, ProjectCompilation project)
    {
        string? known = project.Schedules.FirstOrDefault(path => ScheduleReader.Read(path, SourceText.From("")).IsFor(spec.Type));
        if (known is not null)
            return known;
        string source = project.Compilation.GetTypeByMetadataName(spec.Type.MetadataName)!.DeclaringSyntaxReferences[0].SyntaxTree.FilePath;
        string name = all.Count(s => s.Type.Name == spec.Type.Name) > 1 ? spec.Type.MetadataName : spec.Type.Name.TrimStart('@');
        return Path.Combine(Path.GetDirectoryName(source)!, name + ScheduleReader.Extension);
    }

    // A file of the project as the generator gets it.
    private sealed class AdditionalFile(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => File.Exists(path) ? SourceText.From(File.ReadAllText(path)) : null;
    }
}
