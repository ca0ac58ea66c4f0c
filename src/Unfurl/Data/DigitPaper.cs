namespace Unfurl;

/// <summary>What happens to ink after the pen: it bleeds, and the scanner adds noise.</summary>
internal static class DigitPaper
{
    private const int Size = DigitPen.Size;

    /// <summary>Mixes a picture with itself blurred by the 3x3 binomial kernel; the frame of one pixel around it stays sharp.</summary>
    public static void Blur(ReadOnlySpan<float> picture, Span<float> blurred, float amount)
    {
        picture.CopyTo(blurred);
        for (int row = 1; row < Size - 1; row++)
        {
            ReadOnlySpan<float> above = picture.Slice((row - 1) * Size, Size);
            ReadOnlySpan<float> here = picture.Slice(row * Size, Size);
            ReadOnlySpan<float> below = picture.Slice((row + 1) * Size, Size);
            Span<float> output = blurred.Slice(row * Size, Size);
            for (int x = 1; x < Size - 1; x++)
            {
                float corners = above[x - 1] + above[x + 1] + below[x - 1] + below[x + 1];
                float sides = above[x] + below[x] + here[x - 1] + here[x + 1];
                float mean = (corners + 2 * sides + 4 * here[x]) / 16;
                output[x] = here[x] + amount * (mean - here[x]);
            }
        }
    }

    /// <summary>Turns ink from 0 to 1 into grey bytes, with uniform noise.</summary>
    public static void Develop(ReadOnlySpan<float> ink, float full, float noise, ref SplitMix64 random, Span<byte> picture)
    {
        // One draw serves eight pixels: noise needs no more than 8 bits.
        float scale = 255 * full, step = 2 * 255 * noise / byte.MaxValue, offset = 0.5f - 255 * noise;
        for (int i = 0; i < picture.Length; i += 8)
        {
            ulong bits = random.Next();
            for (int lane = i; lane < i + 8; lane++, bits >>= 8)
                picture[lane] = (byte)Math.Clamp(scale * ink[lane] + step * (byte)bits + offset, 0, 255);
        }
    }
}
