using System.Text;
using Unfurl;

namespace Digits;

/// <summary>Pictures in characters from light to dark ink, for terminals without colours and for files.</summary>
internal static class AsciiPixels
{
    private const string Ramp = " .:-=+*#%@";

    /// <summary>Writes pixel rows <paramref name="y"/> and <paramref name="y"/> + 1 of some images as one line.</summary>
    public static void Write(ImageDataSet images, List<Answer> row, int y, int gap)
    {
        var line = new StringBuilder();
        foreach (Answer answer in row)
        {
            ReadOnlySpan<byte> pixels = images.Image(answer.Image);
            for (int x = 0; x < images.Width; x++)
            {
                int upper = pixels[y * images.Width + x];
                int lower = y + 1 < images.Height ? pixels[(y + 1) * images.Width + x] : 0;
                line.Append(Ramp[(upper + lower) / 2 * Ramp.Length / 256]);
            }

            line.Append(' ', gap);
        }

        Console.WriteLine(line.ToString().TrimEnd());
    }
}
