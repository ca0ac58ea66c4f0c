namespace Unfurl.Tests.VectorMaths;

/// <summary>Arguments for functions of a float: bit patterns at even distances, every 61st if not said otherwise, and all near the points where the code
/// branches.</summary>
internal static class FloatSamples
{
    private const int ChunkLength = 1 << 14;

    // Floats on either side of a branch point.
    private const int Reach = 300;

    // Ends of the ranges and the switches of form; powers of two between them come from the multiples of ln 2 / 2. Near multiples of pi / 2 sine or cosine vanish; the
    // float nearest to such a multiple is 16367173 * 2^72.
    private static readonly float[] Centres =
    [
        0, float.Epsilon, 1.1754944e-38f, 0.625f, 1, 8.66f, 9.011f, 10, 20, 87.336f, 88.3763f, 88.7228f, 89, 103.278f, 103.972f, 105,
        0.70710678f, 0.921875f, 1.41421356f, 2, 3.92f, 4, 89.416f, 90, 4194304, 8388608, 16777216, 1073741824, float.MaxValue, float.PositiveInfinity,
        .. new[] { 1, 2, 3, 4, 5, 100, 101, 65_535, 636_619, 636_620 }.Select(n => (float)(n * Math.PI / 2)), 16367173 * 4.7223665e21f, 1e6f,
        .. Enumerable.Range(1, 304).Select(n => (float)(n * 0.5 * Math.Log(2))),
    ];

    /// <summary>The samples, in chunks of one length; the array is used again for the next.</summary>
    public static IEnumerable<float[]> Chunks(uint stride = 61, int reach = Reach)
    {
        float[] chunk = new float[ChunkLength];
        int filled = 0;
        foreach (float x in Sweep(stride).Concat(Neighbourhoods(reach)))
        {
            chunk[filled++] = x;
            if (filled == chunk.Length)
            {
                yield return chunk;
                filled = 0;
            }
        }

        Array.Fill(chunk, float.NaN, filled, chunk.Length - filled);
        yield return chunk;
    }

    private static IEnumerable<float> Sweep(uint stride)
    {
        for (ulong bits = 0; bits <= uint.MaxValue; bits += stride)
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
    }

    public static IEnumerable<float> Neighbourhoods(int reach = Reach)
    {
        foreach (float centre in Centres)
        {
            int bits = BitConverter.SingleToInt32Bits(centre);
            for (int distance = -reach; distance <= reach; distance++)
            {
                float x = BitConverter.Int32BitsToSingle(Math.Max(0, bits + distance));
                yield return x;
                yield return -x;
            }
        }
    }
}
