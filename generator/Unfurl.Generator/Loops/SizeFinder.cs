namespace Unfurl.Generator;

/// <summary>Finds the sizes a plan mentions, by name.</summary>
internal static class SizeFinder
{
    public static SortedDictionary<string, int> Find(IEnumerable<Statement> statements)
    {
        var sizes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (Size size in statements.SelectMany(Sizes))
        {
            if (sizes.TryGetValue(size.Name, out int other) && other != size.Value)
                throw new InvalidGraphException("lowering", $"the size {size.Name} is both {other} and {size.Value}");
            sizes[size.Name] = size.Value;
        }

        return sizes;
    }

    private static IEnumerable<Size> Sizes(Statement statement) => statement.Indices.SelectMany(Sizes)
        .Concat(statement.Lanes.SelectMany(Sizes))
        .Concat(statement.Inner.SelectMany(Sizes));

    private static IEnumerable<Size> Sizes(Lane lane) => lane.Indices.SelectMany(Sizes).Concat(lane.Parts.SelectMany(Sizes));

    private static IEnumerable<Size> Sizes(Index index) => index is Size size ? [size] : index.Parts.SelectMany(Sizes);
}
