using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unfurl.Generator;

/// <summary>UNF0007: layers or losses on a class without [Network]. An analyzer, because the generator looks only at classes with [Network].</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayersWithoutNetworkAnalyzer : DiagnosticAnalyzer
{
    // Classes that carry layers on purpose: a block is an attribute made of them.
    private const string Block = "Unfurl.BlockAttribute";

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
        if (LayerReader.IsLayer(type) || LayerReader.DerivesFrom(type, Block))
            return;
        ImmutableArray<AttributeData> attributes = type.GetAttributes();
        if (attributes.Any(a => a.AttributeClass?.ToDisplayString() == SpecReader.NetworkAttribute))
            return;
        AttributeData? first = attributes.FirstOrDefault(a => a.AttributeClass is { } c && (LayerReader.IsLayer(c) || LayerReader.IsLoss(c)));
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
