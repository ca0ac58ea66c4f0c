using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>Reads layers, inputs and outputs as names and numbers, knowing no layer.</summary>
internal static class LayerReader
{
    private const string LayerAttribute = "Unfurl.LayerAttribute";
    private const string BlockAttribute = "Unfurl.BlockAttribute";
    private const string OurNamespace = "Unfurl";
    private const string Ending = "Attribute";

    public static bool IsLayer(INamedTypeSymbol type) => DerivesFrom(type, LayerAttribute);

    public static bool IsBlock(INamedTypeSymbol type) => DerivesFrom(type, BlockAttribute);

    /// <summary>Which part of a declaration an attribute is; null if none.</summary>
    public static PlaceKind? PartOf(INamedTypeSymbol type) => type.ToDisplayString() switch
    {
        "Unfurl.InputAttribute" => PlaceKind.Input,
        "Unfurl.OutputAttribute" => PlaceKind.Output,
        _ => IsLayer(type) ? PlaceKind.Layer : LossReader.IsLoss(type) ? PlaceKind.Loss : null,
    };

    /// <summary>The word in the brackets: Conv for ConvAttribute.</summary>
    public static string Kind(INamedTypeSymbol type) =>
        type.Name.EndsWith(Ending, StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - Ending.Length) : type.Name;

    /// <summary>A type's full name.</summary>
    public static string Id(INamedTypeSymbol type) => type.ToDisplayString();

    public static LayerSpec Read(AttributeData attribute, INamedTypeSymbol type)
    {
        string? formula = FormulaReader.Read(attribute, type);
        bool block = IsBlock(type);
        IEnumerable<ArgumentSpec> arguments = Arguments(attribute);
        if (FormulaReader.IsOnTheSpot(type))
            arguments = arguments.Where(a => a.Name != "formula");

        // Somebody else's DenseAttribute is not ours.
        bool foreign = formula is null && !block && type.ContainingNamespace?.ToDisplayString() != OurNamespace;
        return new LayerSpec(
            foreign ? Id(type) : Kind(type), formula, block ? Id(type) : null, arguments.ToEquatable(), Members(attribute, type).ToEquatable())
        {
            Learned = formula is null ? default : FormulaReader.Learned(type).ToEquatable(),
            Requires = formula is null ? null : FormulaReader.Requires(type),
        };
    }

    /// <summary>Whether the compiler could not make sense of the attribute and has said so: what it would have meant is not known.</summary>
    public static bool IsUnreadable(AttributeData attribute) =>
        attribute.AttributeClass is not { TypeKind: not TypeKind.Error }
        || attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(a => a.Kind == TypedConstantKind.Error)
        || attribute.NamedArguments.Any(a => a.Value.Kind == TypedConstantKind.Error);

    public static InputSpec ReadInput(AttributeData attribute, int number)
    {
        ArgumentSpec[] arguments = Arguments(attribute).ToArray();
        return new InputSpec(arguments.FirstOrDefault(a => a.Name == "name")?.Text ?? "", Sizes(arguments), number);
    }

    public static OutputSpec ReadOutput(AttributeData attribute)
    {
        ArgumentSpec[] arguments = Arguments(attribute).ToArray();
        return new OutputSpec(
            arguments.FirstOrDefault(a => a.Name == "name")?.Text ?? "", arguments.FirstOrDefault(a => a.Name == "From")?.Text);
    }

    /// <summary>The shape among the arguments of [Network] or [Input].</summary>
    public static EquatableArray<int> Sizes(IEnumerable<ArgumentSpec> arguments) => arguments
        .Where(a => a.Name is "features" or "channels" or "length" or "height" or "width")
        .Select(a => (int)a.Number)
        .ToEquatable();

    /// <summary>All arguments that were written; what was not written is absent, which is how a default is told from a number.</summary>
    public static IEnumerable<ArgumentSpec> Arguments(AttributeData attribute)
    {
        for (int i = 0; attribute.AttributeConstructor is { } constructor && i < attribute.ConstructorArguments.Length; i++)
        {
            if (ToSpec(constructor.Parameters[i].Name, attribute.ConstructorArguments[i]) is { } positional)
                yield return positional;
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            if (ToSpec(named.Key, named.Value) is { } argument)
                yield return argument;
        }
    }

    /// <summary>Whether a type has an ancestor of that full name.</summary>
    public static bool DerivesFrom(INamedTypeSymbol type, string ancestor)
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (t.ToDisplayString() == ancestor)
                return true;
        }

        return false;
    }

    // What With may name: the constructor's parameters, and whatever can be set.
    private static IEnumerable<string> Members(AttributeData attribute, INamedTypeSymbol type)
    {
        if (!attribute.NamedArguments.Any(a => a.Key == "With"))
            yield break;
        foreach (IParameterSymbol parameter in attribute.AttributeConstructor!.Parameters)
            yield return parameter.Name;
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            foreach (IPropertySymbol property in t.GetMembers().OfType<IPropertySymbol>())
            {
                if (property.SetMethod is not null && property.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Double or SpecialType.System_Boolean)
                    yield return property.Name;
            }
        }
    }

    private static ArgumentSpec? ToSpec(string name, TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Primitive or TypedConstantKind.Enum => constant.Value switch
        {
            string text => new ArgumentSpec(name, 0, text),
            bool flag => new ArgumentSpec(name, flag ? 1 : 0, null),
            IConvertible number and not char => new ArgumentSpec(
                name, number.ToDouble(System.Globalization.CultureInfo.InvariantCulture), null, number is double or float or decimal),
            _ => null,
        },
        _ => null,
    };
}
