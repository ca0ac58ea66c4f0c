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
            static (node, _) => node is TypeDeclarationSyntax,
            static (attributed, cancel) => SpecReader.Read(attributed, cancel));

        // 2. Compile: data to text, cached by value.
        var files = read
            .Select(static (r, _) => r.Spec)
            .WithTrackingName(StepNames.Specs)
            .Select(static (spec, cancel) => NetworkCompiler.Compile(spec, cancel))
            .WithTrackingName(StepNames.Files);
        context.RegisterSourceOutput(files, static (output, file) =>
        {
            if (file is null)
                return;
            output.AddSource(file.HintName, file.Text);
            if (file.Defect is not null)
                output.ReportDiagnostic(Diagnostic.Create(Descriptors.Internal, Location.None, file.HintName, file.Defect));
        });

        // 3. Report: problems meet their locations here and nowhere else.
        context.RegisterSourceOutput(read, static (output, r) =>
        {
            foreach (Problem problem in NetworkCompiler.Check(r.Spec))
                output.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.Get(problem.Id), r.Locations.Find(problem.Place), problem.Arguments.ToArray<object>()));
        });
    }
}
