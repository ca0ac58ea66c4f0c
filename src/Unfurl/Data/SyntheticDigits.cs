namespace Unfurl;

/// <summary>Handwritten-looking digits made by a program: a data set that needs no download.</summary>
/// <remarks>Each digit is written in one of several ways with points that stray, then warped, sheared, turned, scaled and moved, by pens
/// of differing width and ink. A convolutional network gets nearly all of them right; a linear classifier does not.</remarks>
public static class SyntheticDigits
{
    private const int Digits = 10;

    private static readonly string[] Names = [.. Enumerable.Range(0, Digits).Select(digit => $"{digit}")];

    /// <summary>Draws grey images of 1x28x28, white on black: the digits 0 to 9 in random order, each equally often (within one).</summary>
    /// <param name="count">How many, at least 1 and at most 2 million.</param>
    /// <param name="seed">The same seed gives the same bytes on every machine; use different ones for training and test.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    public static ImageDataSet Create(int count, int seed)
    {
        const int length = DigitPen.Size * DigitPen.Size;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 2_000_000);
        ulong root = SplitMix64.Mix((ulong)seed + 1);
        byte[] labels = Shuffle(count, root);
        byte[] pixels = new byte[count * length];
        Parallel.For(
            0,
            count,
            () => new DigitPen(),
            (index, _, pen) =>
            {
                // Seeded by its index, a sample does not depend on which thread draws it.
                var random = new SplitMix64(SplitMix64.Mix(root ^ SplitMix64.Mix((ulong)index + 1)));
                pen.Draw(labels[index], ref random, pixels.AsSpan(index * length, length));
                return pen;
            },
            _ => { });
        return new ImageDataSet(1, DigitPen.Size, DigitPen.Size, pixels, labels, Names);
    }

    private static byte[] Shuffle(int count, ulong root)
    {
        var random = new SplitMix64(root);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            int other = random.NextInt32(i + 1);
            labels[i] = labels[other];
            labels[other] = (byte)(i % Digits);
        }

        return labels;
    }
}
