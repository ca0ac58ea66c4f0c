namespace Unfurl.Generator;

/// <summary>Names of generated files: the class' full name, <c>Samples.LeNet.g.cs</c>, as readers and debuggers show it.</summary>
/// <remarks>
/// Roslyn compares such names without regard to case, C# does not: LeNet and Lenet are two classes. Only names that clash get a hash of the exact
/// name behind them. Which clash follows from the set of declared names alone, never from their order, so output stays deterministic; and as the set of
/// clashes is empty nearly always, adding a network invalidates no other's file.
/// </remarks>
internal static class HintName
{
    public static string Of(TypeSpec type) => type.MetadataName.Replace('+', '.');

    /// <summary>The names that several classes would take, in upper case.</summary>
    public static EquatableArray<string> Clashes(IEnumerable<string> names) => names
        .GroupBy(n => n.ToUpperInvariant(), StringComparer.Ordinal)
        .Where(g => g.Count() > 1)
        .Select(g => g.Key)
        .OrderBy(n => n, StringComparer.Ordinal)
        .ToEquatable();

    public static string File(TypeSpec type, EquatableArray<string> clashes)
    {
        string name = Of(type);
        return clashes.Contains(name.ToUpperInvariant()) ? $"{name}.{Hash(type.MetadataName)}.g.cs" : $"{name}.g.cs";
    }

    // FNV-1a.
    private static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
            hash = unchecked((hash ^ c) * 16777619);
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
