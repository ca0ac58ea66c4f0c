using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>Reads layer and loss attributes as names and numbers, knowing no layer.</summary>
internal static class LayerReader
{
    private const string LayerAttribute = "Unfurl.LayerAttribute";
    private const string FormulaAttribute = "Unfurl.FormulaAttribute";
    private const string Ending = "Attribute";

    public static bool IsLayer(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (t.ToDisplayString() == LayerAttribute)
                return true;
        }

        return false;
    }

    /// <summary>The word in the brackets: Conv for ConvAttribute.</summary>
    public static string Kind(INamedTypeSymbol type) =>
        type.Name.EndsWith(Ending, StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - Ending.Length) : type.Name;

    public static LayerSpec Read(AttributeData attribute, INamedTypeSymbol type) =>
        new(Kind(type), Formula(type), Arguments(attribute).ToEquatable());

    public static LossSpec ReadLoss(AttributeData attribute)
    {
        ArgumentSpec[] arguments = Arguments(attribute).ToArray();
        return new LossSpec(
            arguments.FirstOrDefault(a => a.Name == "kind")?.Number switch { 0 => "CrossEntropy", 1 => "MeanSquaredError", _ => "?" },
            arguments.FirstOrDefault(a => a.Name == "From")?.Text,
            arguments.FirstOrDefault(a => a.Name == "Weight")?.Number ?? 1);
    }

    /// <summary>All arguments that were written; what was not written is absent, which is how a default is told from a number.</summary>
    public static IEnumerable<ArgumentSpec> Arguments(AttributeData attribute)
    {
        for (int i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            if (ToSpec(attribute.AttributeConstructor!.Parameters[i].Name, attribute.ConstructorArguments[i]) is { } positional)
                yield return positional;
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            if (ToSpec(named.Key, named.Value) is { } argument)
                yield return argument;
        }
    }

    // An activation may inherit its formula from a base attribute.
    private static string? Formula(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            foreach (AttributeData attribute in t.GetAttributes())
            {
                if (attribute.AttributeClass?.ToDisplayString() == FormulaAttribute && attribute.ConstructorArguments.Length == 1)
                    return attribute.ConstructorArguments[0].Value as string ?? "";
            }
        }

        return null;
    }

    private static ArgumentSpec? ToSpec(string name, TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Primitive or TypedConstantKind.Enum => constant.Value switch
        {
            string text => new ArgumentSpec(name, 0, text),
            bool flag => new ArgumentSpec(name, flag ? 1 : 0, null),
            IConvertible number and not char => new ArgumentSpec(name, number.ToDouble(System.Globalization.CultureInfo.InvariantCulture), null),
            _ => null,
        },
        _ => null,
    };
}
