using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

        // 2. Compile: data to text, cached by value.
        var specs = read
            .Select(static (r, _) => r.Spec)
            .WithTrackingName(StepNames.Specs);
        var files = specs
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
        context.RegisterSourceOutput(read, static (output, r) =>
        {
            foreach (Problem problem in NetworkCompiler.Check(r.Spec))
                output.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.Get(problem.Id),
                    r.Locations.Find(problem.Place),
                    r.Locations.UseOf(problem.Place) is { } use ? [use] : null,
                    problem.Arguments.ToArray<object>()));
        });
    }
}
