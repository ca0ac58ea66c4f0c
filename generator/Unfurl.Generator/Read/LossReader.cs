using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>Reads losses. The formula of one stands on its member of the enum, or on the user's attribute class: here is no list of them.</summary>
internal static class LossReader
{
    private const string LossAttribute = "Unfurl.LossAttribute";
    private const string FormulaLossAttribute = "Unfurl.FormulaLossAttribute";

    public static bool IsLoss(INamedTypeSymbol type) =>
        type.ToDisplayString() == LossAttribute || LayerReader.DerivesFrom(type, FormulaLossAttribute);

    public static LossSpec Read(AttributeData attribute, INamedTypeSymbol type)
    {
        ArgumentSpec[] arguments = LayerReader.Arguments(attribute).ToArray();
        double number = arguments.FirstOrDefault(a => a.Name == "kind")?.Number ?? 0;
        bool users = type.ToDisplayString() != LossAttribute;
        ISymbol? symbol = users ? type : Member(attribute, number);
        return new LossSpec(
            users ? LayerReader.Kind(type) : symbol?.Name ?? InvariantText.Of($"{number}"),
            symbol is null ? null : FormulaReader.Of(symbol) ?? (users ? "" : null),
            users,
            arguments.FirstOrDefault(a => a.Name == "From")?.Text,
            arguments.FirstOrDefault(a => a.Name == "Weight")?.Number ?? 1,
            arguments.Where(a => a.Text is null && a.Name is not ("kind" or "From" or "Weight")).ToEquatable(),
            users ? null : ClassWeights(attribute));
    }

    private static EquatableArray<double>? ClassWeights(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == "ClassWeights").Value is { Kind: TypedConstantKind.Array, IsNull: false } weights
            ? weights.Values.Select(w => w.Value is double number ? number : 0).ToEquatable()
            : null;

    private static ISymbol? Member(AttributeData attribute, double number) => attribute.ConstructorArguments.FirstOrDefault().Type?.GetMembers()
        .OfType<IFieldSymbol>()
        .FirstOrDefault(f => f.ConstantValue is int value && value == number);
}
