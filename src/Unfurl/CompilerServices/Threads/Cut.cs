namespace Unfurl.CompilerServices;

/// <summary>How a box of three nested loops is cut into chunks that are equal and lie one behind the other in the order of the loops: the outermost loop is cut if it
/// is long enough, else each of its turns.</summary>
internal readonly struct Cut
{
    private readonly int _outer;
    private readonly int _middle;
    private readonly int _inner;

    private Cut(int outer, int middle, int inner) => (_outer, _middle, _inner) = (outer, middle, inner);

    /// <summary>Chunks in all.</summary>
    public int Chunks => _outer * _middle * _inner;

    /// <param name="outer">Turns of the outermost loop.</param>
    /// <param name="middle">Turns of the second.</param>
    /// <param name="inner">Turns of the third.</param>
    /// <param name="wanted">Chunks wanted; there may be somewhat more, to be equal, or fewer.</param>
    /// <param name="most">Never more than that.</param>
    public static Cut Of(int outer, int middle, int inner, int wanted, int most)
    {
        if (outer <= 0 || middle <= 0 || inner <= 0 || wanted <= 1)
            return new Cut(1, 1, 1);
        if (outer >= wanted)
            return new Cut(wanted, 1, 1);

        // Of each turn of the outermost loop.
        int each = Math.Min((wanted + outer - 1) / outer, most / outer);
        if (middle >= each)
            return new Cut(outer, each, 1);
        int below = Math.Min((each + middle - 1) / middle, most / (outer * middle));
        return new Cut(outer, middle, Math.Min(below, inner));
    }

    public void Find(
        int chunk, int outer, out int start, out int end, int middle, out int middleStart, out int middleEnd, int inner, out int innerStart, out int innerEnd)
    {
        (int rest, int third) = Math.DivRem(chunk, _inner);
        (int first, int second) = Math.DivRem(rest, _middle);
        (start, end) = Range(outer, first, _outer);
        (middleStart, middleEnd) = Range(middle, second, _middle);
        (innerStart, innerEnd) = Range(inner, third, _inner);
    }

    private static (int Start, int End) Range(int turns, int chunk, int chunks) => chunks == 1
        ? (0, turns)
        : ((int)((long)turns * chunk / chunks), (int)((long)turns * (chunk + 1) / chunks));
}
