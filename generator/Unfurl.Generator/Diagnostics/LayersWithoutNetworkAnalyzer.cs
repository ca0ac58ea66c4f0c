using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unfurl.Generator;

/// <summary>UNF0007: layers or losses on a class without [Network]. An analyzer, because the generator looks only at classes with [Network].</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayersWithoutNetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.LayersWithoutNetwork);

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

        // Classes that carry layers on purpose: a block is an attribute made of them.
        if (LayerReader.IsLayer(type))
            return;
        ImmutableArray<AttributeData> attributes = type.GetAttributes();
        if (attributes.Any(a => a.AttributeClass?.ToDisplayString() == SpecReader.NetworkAttribute))
            return;
        AttributeData? first = attributes.FirstOrDefault(a => a.AttributeClass is { } c && LayerReader.PartOf(c) is not null);
        if (first?.ApplicationSyntaxReference is { } syntax)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.LayersWithoutNetwork,
                syntax.GetSyntax(context.CancellationToken).GetLocation(),
                type.Name,
                LayerReader.Kind(first.AttributeClass!)));
        }
    }
}
