namespace Unfurl.Generator;

/// <summary>What a network leaves open: the sizes its calls are given, and the least each may be.</summary>
/// <param name="Sizes">Every spatial size of the input, outermost first; none if all of them are numbers.</param>
internal sealed record OpenSizes(EquatableArray<OpenSize> Sizes)
{
    public static OpenSizes None => new(default(EquatableArray<OpenSize>));

    public bool Any => Sizes.Count > 0;
}

/// <summary>A spatial size of an open network's input.</summary>
/// <param name="Name">What calls name it: height, width or length.</param>
/// <param name="Size">An open size, or the number it must be.</param>
/// <param name="Least">The least that every layer can work on.</param>
/// <param name="Title">The layer that needs as much.</param>
internal sealed record OpenSize(string Name, Extent Size, int Least, string Title);

/// <summary>Finds the smallest open sizes at which every layer has something to work on.</summary>
/// <remarks>What a layer makes never shrinks when its input grows. So if a layer can work at a size, it can at all larger ones, and the least is found by halving.</remarks>
internal sealed class LeastSizes
{
    // More cells than any value may have.
    private const int Most = 1 << 26;

    private readonly List<(Extent Size, long Least, string Title)> _needs = [];

    /// <summary>Says that a layer needs that much.</summary>
    public void Need(Extent size, long least, string title)
    {
        if (size.IsOpen)
            _needs.Add((size, least, title));
    }

    public OpenSize Of(string name, Extent size)
    {
        if (size.Symbols.FirstOrDefault() is not { } symbol)
            return new OpenSize(name, size, size, "");
        int least = 1;
        string title = "";
        foreach ((Extent needing, long needed, string needer) in _needs.Where(n => n.Size.Symbols.Contains(symbol)))
        {
            int enough = Enough(s => needing.At(_ => s) >= needed);
            if (enough > least)
                (least, title) = (enough, needer);
        }

        return new OpenSize(name, size, least, title);
    }

    private static int Enough(Func<int, bool> suffices)
    {
        int low = 1, high = Most;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = suffices(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
