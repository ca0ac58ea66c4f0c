using Unfurl;

namespace Scans;

/// <summary>A large grey image with digits on it, and what stands where.</summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Columns of pixels.</param>
/// <param name="Pixels">Row by row, as a patch is read: 0 to 1.</param>
/// <param name="Digits">The digits, and where their patches begin.</param>
internal sealed record Page(int Height, int Width, float[] Pixels, IReadOnlyList<(int Row, int Column, int Digit)> Digits)
{
    /// <summary>Pixels of a patch along each axis.</summary>
    public const int Patch = 28;

    /// <summary>Pixels from a patch that the scanner answers for to the next.</summary>
    public const int Step = 4;

    /// <summary>Writes digits in lines, each moved by some steps of the scanner.</summary>
    public static Page Write(ImageDataSet digits, int lines, int columns)
    {
        const int cell = Patch + (2 * Step);
        (int height, int width) = (lines * cell, columns * cell);
        var pixels = new float[height * width];
        var places = new List<(int, int, int)>();
        for (int i = 0; i < lines * columns; i++)
        {
            int row = (i / columns * cell) + (i % 3 * Step), column = (i % columns * cell) + (i * 7 % 3 * Step);
            ReadOnlySpan<byte> image = digits.Image(i);
            for (int p = 0; p < image.Length; p++)
                pixels[((row + (p / Patch)) * width) + column + (p % Patch)] = image[p] / 255f;
            places.Add((row, column, digits.Label(i)));
        }

        return new Page(height, width, pixels, places);
    }

    /// <summary>The patch that begins at a pixel.</summary>
    public void Cut(int row, int column, Span<float> patch)
    {
        for (int r = 0; r < Patch; r++)
            Pixels.AsSpan(((row + r) * Width) + column, Patch).CopyTo(patch[(r * Patch)..]);
    }
}
