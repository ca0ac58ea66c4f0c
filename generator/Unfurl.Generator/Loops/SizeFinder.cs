namespace Unfurl.Generator;

/// <summary>Finds the sizes a plan mentions, by name.</summary>
internal static class SizeFinder
{
    public static SortedDictionary<string, int> Find(IEnumerable<Statement> statements)
    {
        var sizes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (Statement statement in statements)
            Visit(statement, sizes);
        return sizes;
    }

    private static void Visit(Statement statement, SortedDictionary<string, int> sizes)
    {
        switch (statement)
        {
            case Loop loop:
                Visit(loop.From, sizes);
                Visit(loop.To, sizes);
                Visit(loop.Step, sizes);
                foreach (Statement inner in loop.Body)
                    Visit(inner, sizes);
                break;
            case DeclareIndex declare:
                Visit(declare.Value, sizes);
                break;
            case DeclarePointer declare:
                Visit(declare.Offset, sizes);
                break;
            case Advance advance:
                Visit(advance.Offset, sizes);
                break;
            case DeclareLane declare:
                Visit(declare.Value, sizes);
                break;
            case AssignLane assign:
                Visit(assign.Value, sizes);
                break;
            case StoreLane store:
                Visit(store.Offset, sizes);
                Visit(store.Value, sizes);
                break;
            case CopyRun copy:
                Visit(copy.TargetOffset, sizes);
                Visit(copy.SourceOffset, sizes);
                Visit(copy.Count, sizes);
                break;
            case ClearRun clear:
                Visit(clear.Offset, sizes);
                Visit(clear.Count, sizes);
                break;
        }
    }

    private static void Visit(Lane lane, SortedDictionary<string, int> sizes)
    {
        switch (lane)
        {
            case LaneLoad load:
                Visit(load.Offset, sizes);
                break;
            case LaneSpread spread:
                Visit(spread.Scalar, sizes);
                break;
            case LaneInteger integer:
                Visit(integer.Value, sizes);
                break;
            case LaneFirst first:
                Visit(first.Count, sizes);
                Visit(first.Value, sizes);
                Visit(first.Rest, sizes);
                break;
            case LaneCall call:
                foreach (Lane argument in call.Arguments)
                    Visit(argument, sizes);
                break;
        }
    }

    private static void Visit(Index index, SortedDictionary<string, int> sizes)
    {
        switch (index)
        {
            case Size size:
                if (sizes.TryGetValue(size.Name, out int other) && other != size.Value)
                    throw new InvalidGraphException("lowering", $"the size {size.Name} is both {other} and {size.Value}");
                sizes[size.Name] = size.Value;
                break;
            case LoadInteger load:
                Visit(load.Offset, sizes);
                break;
            case Binary binary:
                Visit(binary.Left, sizes);
                Visit(binary.Right, sizes);
                break;
        }
    }
}
