namespace Unfurl;

/// <summary>One channel of an image in another size. Positions are whole-number fractions, so that no rounding moves a pixel.</summary>
internal static class Resampler
{
    /// <param name="resampling">How; none copies.</param>
    /// <param name="view">The image.</param>
    /// <param name="channel">Which channel of it.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="plane">Receives numbers from 0 to 255.</param>
    /// <param name="newWidth">Width of the plane.</param>
    public static void Run(Resampling resampling, in PixelView view, int channel, int width, int height, Span<float> plane, int newWidth)
    {
        if (resampling == Resampling.None)
        {
            for (int i = 0; i < plane.Length; i++)
                plane[i] = view[channel, i];
            return;
        }

        int newHeight = plane.Length / newWidth;
        for (int y = 0; y < newHeight; y++)
        {
            Span<float> row = plane.Slice(y * newWidth, newWidth);
            if (resampling == Resampling.Nearest)
                Nearest(view, channel, width, width * Containing(y, height, newHeight), row);
            else
                Bilinear(view, channel, width, Around(y, height, newHeight), row);
        }
    }

    private static void Nearest(in PixelView view, int channel, int width, int start, Span<float> row)
    {
        for (int x = 0; x < row.Length; x++)
            row[x] = view[channel, start + Containing(x, width, row.Length)];
    }

    private static void Bilinear(in PixelView view, int channel, int width, (int Before, int After, float Part) y, Span<float> row)
    {
        int above = y.Before * width, below = y.After * width;
        for (int x = 0; x < row.Length; x++)
        {
            (int left, int right, float part) = Around(x, width, row.Length);
            float top = Mix(view[channel, above + left], view[channel, above + right], part);
            float bottom = Mix(view[channel, below + left], view[channel, below + right], part);
            row[x] = Mix(top, bottom, y.Part);
        }
    }

    private static float Mix(float a, float b, float part) => (1 - part) * a + part * b;

    /// <summary>Of n old positions the one that the centre of new position i of N lies in: floor((i + 1/2) n / N).</summary>
    private static int Containing(int i, int n, int newN) => (int)((2L * i + 1) * n / (2L * newN));

    /// <summary>The old centres on both sides of a new one, at (i + 1/2) n / N - 1/2, and how far it is from the first to the
    /// second.</summary>
    private static (int Before, int After, float Part) Around(int i, int n, int newN)
    {
        long numerator = Math.Max(0, (2L * i + 1) * n - newN), denominator = 2L * newN;
        int before = (int)(numerator / denominator);
        return (before, Math.Min(before + 1, n - 1), (float)(numerator % denominator) / denominator);
    }
}
