using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Unfurl.Generator;

/// <summary>Reads the formula of an activation or a loss, its learned constants, and where its text stands.</summary>
internal static class FormulaReader
{
    private const string ActivationAttribute = "Unfurl.ActivationAttribute";
    private const string FormulaLossAttribute = "Unfurl.FormulaLossAttribute";
    private const string FormulaAttribute = "Unfurl.FormulaAttribute";
    private const string LearnedAttribute = "Unfurl.LearnedAttribute";

    /// <summary>The formula: of [Activation] its argument, else what [Formula] says on the class or on one it derives from. Null if there is none.</summary>
    public static string? Read(AttributeData use, INamedTypeSymbol type) =>
        IsOnTheSpot(type) ? Text(use) : Of(type);

    /// <summary>What [Formula] says on a member, a class or one it derives from; null if it is not there.</summary>
    public static string? Of(ISymbol symbol) => Owners(symbol, FormulaAttribute).FirstOrDefault() is { } attribute ? Text(attribute) : null;

    /// <summary>What the constants have to satisfy; null if nothing is said.</summary>
    public static string? Requires(INamedTypeSymbol type) =>
        Owners(type, FormulaAttribute).FirstOrDefault()?.NamedArguments.FirstOrDefault(n => n.Key == "Requires").Value.Value as string;

    /// <summary>The constants that are learned, those of base classes last.</summary>
    public static IEnumerable<LearnedSpec> Learned(INamedTypeSymbol type) => Owners(type, LearnedAttribute)
        .Where(a => a.ConstructorArguments.Length == 2)
        .Select(a => new LearnedSpec(
            a.ConstructorArguments[0].Value as string ?? "",
            a.ConstructorArguments[1].Value is double initial ? initial : 0,
            a.ConstructorArguments[1].Value as string,
            a.NamedArguments.Any(n => n is { Key: "PerChannel", Value.Value: true })));

    /// <summary>Where the formula's text stands, so that a message can point into it; null if that is not in this compilation.</summary>
    public static FormulaLocation? Find(AttributeData use, INamedTypeSymbol type, Compilation compilation, CancellationToken cancel)
    {
        AttributeData? attribute = IsOnTheSpot(type) ? use : Owners(type, FormulaAttribute).FirstOrDefault();
        if (attribute?.ApplicationSyntaxReference is not { } reference || !compilation.ContainsSyntaxTree(reference.SyntaxTree))
            return null;
        ExpressionSyntax? text = (reference.GetSyntax(cancel) as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals is null)?.Expression;
        if (text is not LiteralExpressionSyntax literal || literal.Token.ValueText is not { Length: > 0 } value)
            return text is null ? null : new FormulaLocation(text.GetLocation(), IsText: false);

        // Where escapes make source and text differ, the whole literal is all there is to show.
        int start = literal.Token.Text.IndexOf(value, StringComparison.Ordinal);
        return start < 0
            ? new FormulaLocation(literal.GetLocation(), IsText: false)
            : new FormulaLocation(Location.Create(literal.SyntaxTree, new TextSpan(literal.Token.SpanStart + start, value.Length)), IsText: true);
    }

    /// <summary>Whether numbers among the parameters of its constructor are constants of a formula.</summary>
    public static bool TakesConstants(INamedTypeSymbol type) => LayerReader.DerivesFrom(type, ActivationAttribute) || LayerReader.DerivesFrom(type, FormulaLossAttribute);

    /// <summary>Whether the formula is the attribute's argument.</summary>
    public static bool IsOnTheSpot(INamedTypeSymbol type) => type.ToDisplayString() == ActivationAttribute;

    private static string Text(AttributeData attribute) => attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";

    private static IEnumerable<AttributeData> Owners(ISymbol symbol, string name)
    {
        for (ISymbol? s = symbol; s is not null; s = (s as INamedTypeSymbol)?.BaseType)
        {
            foreach (AttributeData attribute in s.GetAttributes())
            {
                if (attribute.AttributeClass?.ToDisplayString() == name)
                    yield return attribute;
            }
        }
    }
}

/// <summary>Where a formula stands: its characters, or an expression that gives it.</summary>
internal sealed record FormulaLocation(Location Location, bool IsText)
{
    /// <summary>The place of a character, or of the word that begins there; past the last it is what ends the literal, and below 0 all of it.</summary>
    public Location At(int character)
    {
        if (!IsText || character < 0)
            return Location;
        SourceText source = Location.SourceTree!.GetText();
        int start = Location.SourceSpan.Start + Math.Min(character, Location.SourceSpan.Length), end = start + 1;
        while (char.IsLetterOrDigit(source[end - 1]) && end < Location.SourceSpan.End && char.IsLetterOrDigit(source[end]))
            end++;
        return Location.Create(Location.SourceTree!, TextSpan.FromBounds(start, end));
    }
}
