namespace Unfurl.Tool;

/// <summary>What networks are timed on.</summary>
internal static class RandomInput
{
    /// <summary>That many numbers between -1 and 1, the same every time.</summary>
    public static float[] Of(int length)
    {
        var random = new Random(1);
        var input = new float[length];
        foreach (ref float value in input.AsSpan())
            value = 2 * random.NextSingle() - 1;
        return input;
    }
}
