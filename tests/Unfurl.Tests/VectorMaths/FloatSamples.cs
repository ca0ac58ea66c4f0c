namespace Unfurl.Tests.VectorMaths;

/// <summary>Arguments for functions of a float: every 61st of all bit patterns, and all near the points where the code branches.</summary>
internal static class FloatSamples
{
    private const int ChunkLength = 1 << 14;

    // Ends of the ranges and the switch of tanh; powers of two between them come from the multiples of ln 2 / 2.
    private static readonly float[] Centres =
    [
        0, float.Epsilon, 1.1754944e-38f, 0.625f, 1, 8.66f, 9.011f, 10, 20, 87.336f, 88.3763f, 88.7228f, 89, 103.278f, 103.972f, 105,
        float.MaxValue, float.PositiveInfinity,
        .. Enumerable.Range(1, 304).Select(n => (float)(n * 0.5 * Math.Log(2))),
    ];

    /// <summary>The samples, in chunks of one length; the array is used again for the next.</summary>
    public static IEnumerable<float[]> Chunks()
    {
        float[] chunk = new float[ChunkLength];
        int filled = 0;
        foreach (float x in Sweep().Concat(Neighbourhoods()))
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

    private static IEnumerable<float> Sweep()
    {
        for (ulong bits = 0; bits <= uint.MaxValue; bits += 61)
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
    }

    public static IEnumerable<float> Neighbourhoods()
    {
        foreach (float centre in Centres)
        {
            int bits = BitConverter.SingleToInt32Bits(centre);
            for (int distance = -300; distance <= 300; distance++)
            {
                float x = BitConverter.Int32BitsToSingle(Math.Max(0, bits + distance));
                yield return x;
                yield return -x;
            }
        }
    }
}
