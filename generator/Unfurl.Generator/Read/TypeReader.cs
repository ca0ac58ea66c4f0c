using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unfurl.Generator;

/// <summary>Reads where a class stands, and whether code can be added to it.</summary>
internal static class TypeReader
{
    public static TypeSpec Read(INamedTypeSymbol type)
    {
        bool isKeyword = SyntaxFacts.GetKeywordKind(type.Name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(type.Name) != SyntaxKind.None;
        var containers = new List<string>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containers.Insert(0, $"partial {Keyword(outer)} {outer.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        string path = string.Join("+", Outward(type).Reverse().Select(t => t.MetadataName));
        return new TypeSpec(
            space,
            isKeyword ? "@" + type.Name : type.Name,
            space.Length == 0 ? path : space.Replace("@", "") + "." + path,
            containers.ToEquatable(),
            SyntaxFacts.GetText(type.DeclaredAccessibility));
    }

    /// <summary>What keeps the generator from adding members to the class.</summary>
    public static List<Problem> Check(INamedTypeSymbol type)
    {
        var problems = new List<Problem>();
        if (type.IsRecord)
            problems.Add(Problem.At(Place.Class, Descriptors.RecordNetwork.Id, type.Name));
        if (NetworkEmitter.Members.Contains(type.Name))
            problems.Add(Problem.At(Place.Class, Descriptors.ReservedName.Id, type.Name));
        if (NotInstantiable(type) is { } reason && !type.IsRecord)
            problems.Add(Problem.At(Place.Class, Descriptors.NotInstantiable.Id, type.Name, reason));
        foreach (INamedTypeSymbol t in Outward(type))
        {
            bool self = SymbolEqualityComparer.Default.Equals(t, type);
            if (!IsPartial(t))
            {
                problems.Add(self
                    ? Problem.At(Place.Class, Descriptors.NotPartial.Id, type.Name)
                    : Problem.At(Place.Class, Descriptors.NestedInNonPartial.Id, type.Name, t.Name));
            }

            if (t.TypeParameters.Length > 0)
                problems.Add(Problem.At(Place.Class, Descriptors.GenericNetwork.Id, type.Name, self ? "it" : $"'{t.Name}' around it"));
            if (t.IsFileLocal)
                problems.Add(Problem.At(Place.Class, Descriptors.FileLocal.Id, type.Name, self ? "it is" : $"'{t.Name}' around it is"));
        }

        return problems;
    }

    // The emitted constructors could not call a primary one, not knowing its arguments.
    private static string? NotInstantiable(INamedTypeSymbol type) =>
        type.IsStatic ? "static"
        : type.IsAbstract ? "abstract"
        : type.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null }) ? "declared with a primary constructor"
        : null;

    private static IEnumerable<INamedTypeSymbol> Outward(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
            yield return t;
    }

    private static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.All(r => r.GetSyntax() is TypeDeclarationSyntax t && t.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };
}
