using Unfurl;

namespace NativeDigits;

/// <summary>A picture as the network wants it: 28x28, light ink on dark paper, mean 0 and deviation 1.</summary>
internal static class DigitImage
{
    private const int Side = 28;

    // Of the pixels it was trained with, 0 to 1; the weights inside go with these numbers.
    private const float Mean = 0.1205f, Deviation = 0.2405f;

    private static readonly ImageReader Grey = Reader(PixelFormat.Grey), Colour = Reader(PixelFormat.Rgb);

    public static void Read(string path, Span<float> input)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length == Side * Side)
        {
            Grey.Read(bytes, Side, Side, input);
        }
        else
        {
            PnmImage image = PnmImage.Parse(bytes, Path.GetFileName(path));
            (image.Format == PixelFormat.Grey ? Grey : Colour).Read(image, input);
        }

        // Dark ink on light paper is turned over: v becomes 1 - v, before the normalisation.
        float sum = 0;
        foreach (float pixel in input)
            sum += pixel;
        if (sum * Deviation + Mean * input.Length <= input.Length / 2f)
            return;
        foreach (ref float pixel in input)
            pixel = (1 - 2 * Mean) / Deviation - pixel;
    }

    private static ImageReader Reader(PixelFormat format) =>
        new(1, Side, Side) { Format = format, Resampling = Resampling.Bilinear, Mean = [Mean], Deviation = [Deviation] };
}
