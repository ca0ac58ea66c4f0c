namespace Unfurl;

/// <summary>The bytes of an image as channels of a network: whatever their format and order, numbers from 0 to 255.</summary>
internal readonly ref struct PixelView
{
    private readonly ReadOnlySpan<byte> _pixels;
    private readonly int _pixelStride, _sampleStride, _samples;
    private readonly bool _reversed, _opaque, _luma;
    private readonly float _background;

    /// <param name="pixels">The image; its length has been checked.</param>
    /// <param name="area">Width times height.</param>
    /// <param name="format">What the bytes mean.</param>
    /// <param name="order">How they follow one another.</param>
    /// <param name="channels">Channels of the network, 1 or 3.</param>
    /// <param name="background">What shines through, 0 to 1; null drops the opacity.</param>
    public PixelView(ReadOnlySpan<byte> pixels, int area, PixelFormat format, PixelOrder order, int channels, float? background)
    {
        _pixels = pixels;
        _samples = Samples(format);
        (_pixelStride, _sampleStride) = order == PixelOrder.Planar ? (1, area) : (_samples, 1);
        _reversed = format is PixelFormat.Bgr or PixelFormat.Bgra;
        _opaque = _samples < 4 || background is null;
        _luma = channels == 1 && _samples > 1;
        _background = 255 * background.GetValueOrDefault();
    }

    /// <summary>Bytes of a pixel.</summary>
    public static int Samples(PixelFormat format) => format switch
    {
        PixelFormat.Grey => 1,
        PixelFormat.Rgb or PixelFormat.Bgr => 3,
        PixelFormat.Rgba or PixelFormat.Bgra => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
    };

    /// <summary>A channel of pixel number <paramref name="pixel"/>, row by row.</summary>
    public float this[int channel, int pixel] =>
        _luma ? 0.299f * Blended(0, pixel) + 0.587f * Blended(1, pixel) + 0.114f * Blended(2, pixel) : Blended(channel, pixel);

    private float Blended(int colour, int pixel)
    {
        int sample = _samples == 1 ? 0 : _reversed ? 2 - colour : colour;
        float value = Sample(sample, pixel);
        if (_opaque)
            return value;
        float opacity = Sample(3, pixel) / 255f;
        return opacity * value + (1 - opacity) * _background;
    }

    private byte Sample(int sample, int pixel) => _pixels[pixel * _pixelStride + sample * _sampleStride];
}
