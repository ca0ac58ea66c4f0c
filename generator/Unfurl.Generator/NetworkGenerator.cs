using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Unfurl.Generator;

/// <summary>Attributes in, C# out. The pipeline carries only <see cref="NetworkSpec"/> and text; graphs and plans live and die inside
/// <see cref="NetworkCompiler.Compile"/>, and diagnostics leave by a second output that alone holds locations.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // 1. Read: symbols to data.
        var read = context.SyntaxProvider.ForAttributeWithMetadataName(
            SpecReader.NetworkAttribute,
            static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax,
            static (attributed, cancel) => SpecReader.Read(attributed, cancel))
            .Where(static r => r.HasValue)
            .Select(static (r, _) => r!.Value);

        var weights = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancel) => WeightsReader.Read(pair.Left, pair.Right.GetOptions(pair.Left), cancel))
            .Where(static header => header is not null)
            .Collect()
            .Select(static (headers, _) => headers.OfType<WeightsSpec>().ToEquatable());

        var schedules = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(ScheduleReader.Extension, StringComparison.OrdinalIgnoreCase))
            .Select(static (file, cancel) => ScheduleReader.Read(file.Path, file.GetText(cancel) ?? SourceText.From("")))
            .Collect()
            .Select(static (all, _) => all.ToEquatable());

        // 2. Compile: data to text, cached by value.
        var specs = read
            .Select(static (r, _) => r.Spec)
            .WithTrackingName(StepNames.Specs);
        var files = specs
            .Combine(weights)
            .Select(static (pair, _) => With(pair.Left, pair.Right))
            .Combine(schedules)
            .Select(static (pair, _) => With(pair.Left, pair.Right))
            .Select(static (spec, cancel) => NetworkCompiler.Compile(spec, cancel))
            .WithTrackingName(StepNames.Files);
        var clashes = specs
            .Select(static (spec, _) => HintName.Of(spec.Type))
            .Collect()
            .Select(static (names, _) => HintName.Clashes(names))
            .WithTrackingName(StepNames.Clashes);
        context.RegisterSourceOutput(files.Combine(clashes), static (output, named) =>
        {
            if (named.Left is not { } file)
                return;
            output.AddSource(HintName.File(file.Type, named.Right), file.Text);
            if (file.Defect is not null)
                output.ReportDiagnostic(Diagnostic.Create(Descriptors.Internal, Location.None, file.Type.MetadataName, file.Defect));
        });

        // 3. Report: problems meet their locations here and nowhere else.
        context.RegisterSourceOutput(read.Combine(weights), static (output, pair) =>
        {
            (NetworkSpec spec, LocationTable locations) = pair.Left;
            foreach (Problem problem in NetworkCompiler.Check(With(spec, pair.Right)))
                output.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.Get(problem.Id),
                    locations.Find(problem.Place),
                    locations.UseOf(problem.Place) is { } use ? [use] : null,
                    problem.Arguments.ToArray<object>()));
        });
        context.RegisterSourceOutput(files.Combine(schedules), static (output, pair) =>
        {
            if (pair.Left is { } file && pair.Right.FirstOrDefault(s => s.IsFor(file.Type)) is { } own)
                ScheduleReport.Write(output, own, file);
        });
        context.RegisterSourceOutput(specs.Collect().Combine(schedules), static (output, pair) =>
        {
            foreach (ScheduleSpec schedule in pair.Right.Where(s => !pair.Left.Any(n => s.IsFor(n.Type))))
                ScheduleReport.WithoutNetwork(output, schedule, Names(pair.Left));
        });
        context.RegisterSourceOutput(specs.Collect().Combine(weights), static (output, pair) =>
        {
            foreach (WeightsSpec header in pair.Right.Where(w => !pair.Left.Any(s => w.IsFor(s.Type))))
                output.ReportDiagnostic(Diagnostic.Create(Descriptors.WeightsWithoutNetwork, Location.None, header.File, header.Network, Names(pair.Left)));
        });
    }

    private static NetworkSpec With(NetworkSpec spec, EquatableArray<ScheduleSpec> schedules) =>
        schedules.FirstOrDefault(s => s.IsFor(spec.Type)) is { } own ? spec with { Schedule = own.Choices } : spec;

    private static NetworkSpec With(NetworkSpec spec, EquatableArray<WeightsSpec> weights) =>
        weights.FirstOrDefault(w => w.IsFor(spec.Type)) is { } own ? spec with { Weights = own } : spec;

    private static string Names(IEnumerable<NetworkSpec> specs) =>
        string.Join(", ", specs.Select(s => $"'{s.Type.Name}'").DefaultIfEmpty("none"));
}
