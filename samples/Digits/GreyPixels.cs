using Spectre.Console;
using Unfurl;

namespace Digits;

/// <summary>Pictures in grey: a half block shows two pixels, one in its own colour and one in the background's.</summary>
internal static class GreyPixels
{
    /// <summary>Writes pixel rows <paramref name="y"/> and <paramref name="y"/> + 1 of some images as one line.</summary>
    public static void Write(ImageDataSet images, List<Answer> row, int y, int gap)
    {
        var line = new Paragraph();
        foreach (Answer answer in row)
        {
            ReadOnlySpan<byte> pixels = images.Image(answer.Image);
            for (int x = 0; x < images.Width; x++)
            {
                byte upper = pixels[y * images.Width + x];
                byte lower = y + 1 < images.Height ? pixels[(y + 1) * images.Width + x] : (byte)0;
                line.Append("▀", new Style(Grey(upper), Grey(lower)));
            }

            line.Append(new string(' ', gap));
        }

        AnsiConsole.Write(line);
        AnsiConsole.WriteLine();
    }

    private static Color Grey(byte value) => new(value, value, value);
}
