using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unfurl.Generator;

/// <summary>Silences CS9113, "parameter is unread", for blocks and formulas: the parameters of their constructors stand in for numbers of layers and constants
/// of the formula, and only the generator reads them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockParameterSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Unread = new(
        "UNFS0001", "CS9113", "The constructor's parameters are read by the generator, as numbers of a block's layers or constants of a formula");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(Unread);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            SyntaxTree? tree = diagnostic.Location.SourceTree;
            TypeDeclarationSyntax? declaration = tree?.GetRoot(context.CancellationToken)
                .FindNode(diagnostic.Location.SourceSpan)
                .FirstAncestorOrSelf<TypeDeclarationSyntax>();
            if (declaration is not null
                && context.GetSemanticModel(tree!).GetDeclaredSymbol(declaration, context.CancellationToken) is INamedTypeSymbol type
                && (LayerReader.IsBlock(type) || FormulaReader.TakesConstants(type)))
                context.ReportSuppression(Suppression.Create(Unread, diagnostic));
        }
    }
}
