using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unfurl.Generator;

/// <summary>UNF0414: inputs, outputs and losses on a block. An analyzer, because the generator looks at a block only for its layers, and only if a network uses it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForeignBlockPartAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.ForeignBlockPart);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!LayerReader.IsBlock(type))
            return;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            bool isForeign = attribute.AttributeClass is { } part && LayerReader.PartOf(part) is { } kind && kind != PlaceKind.Layer;
            if (!isForeign || attribute.ApplicationSyntaxReference is not { } syntax)
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.ForeignBlockPart,
                syntax.GetSyntax(context.CancellationToken).GetLocation(),
                LayerReader.Kind(attribute.AttributeClass!),
                LayerReader.Kind(type)));
        }
    }
}
