namespace Unfurl;

/// <summary>Puts images, given as bytes, into a network's input: channels, size, range and normalisation.</summary>
/// <remarks>
/// In this order: opacity blended with the <see cref="Background"/> or dropped; channels matched (grey is repeated for 3 channels, colour
/// becomes brightness 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601) for 1); resampled; and normalised, (v / 255 - mean) / deviation. Pixel
/// centres lie at halves: centre x + 0.5 of W pixels is (x + 0.5) w / W of w pixels, and the border is repeated outwards.
/// An object never changes: any number of threads may read with it, and reading allocates nothing.
/// </remarks>
public sealed class ImageReader
{
    private readonly float[] _mean, _deviation;
    private readonly float? _background;

    /// <summary>For a network's input of (<paramref name="channels"/>, <paramref name="height"/>, <paramref name="width"/>).</summary>
    /// <param name="channels">1 or 3: brightness, or red, green and blue.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of range, or their product is more than fits an array.</exception>
    public ImageReader(int channels, int height, int width)
    {
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "Expected 1 channel (grey) or 3 (red, green, blue).");
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if ((long)height * width > Array.MaxLength / channels)
            throw new ArgumentOutOfRangeException(nameof(width), width, $"An image of {channels}x{height}x{width} does not fit an array.");
        (Channels, Height, Width) = (channels, height, width);
        _mean = new float[channels];
        _deviation = new float[channels];
        Array.Fill(_deviation, 1);
    }

    /// <summary>Channels of the input, 1 or 3.</summary>
    public int Channels { get; }

    /// <summary>Rows of the input.</summary>
    public int Height { get; }

    /// <summary>Columns of the input.</summary>
    public int Width { get; }

    /// <summary>Numbers of the input: C * H * W.</summary>
    public int InputLength => Channels * Height * Width;

    /// <summary>What the bytes of a pixel are; red, green and blue at first.</summary>
    public PixelFormat Format { get; init; } = PixelFormat.Rgb;

    /// <summary>How the bytes follow one another; pixel by pixel at first.</summary>
    public PixelOrder Order { get; init; }

    /// <summary>What happens to an image of another size; an error at first.</summary>
    public Resampling Resampling { get; init; }

    /// <summary>Brightness, 0 (black) to 1 (white), of what shows through where a pixel is not opaque; null, as at first, drops the
    /// opacity and takes the colours as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public float? Background
    {
        get => _background;
        init => _background = value is null or (>= 0 and <= 1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The background is a brightness from 0 to 1.");
    }

    /// <summary>What is subtracted from each channel in [0, 1], one number for all or one each; 0 at first.</summary>
    /// <exception cref="ArgumentException">There are as many as neither, or one is not finite.</exception>
    public IReadOnlyList<float> Mean
    {
        get => _mean;
        init => ChannelNumbers.Fill(_mean, value, positive: false, nameof(Mean));
    }

    /// <summary>What each channel is divided by then, one number for all or one each; 1 at first.</summary>
    /// <exception cref="ArgumentException">There are as many as neither, or one is not a finite number above 0.</exception>
    public IReadOnlyList<float> Deviation
    {
        get => _deviation;
        init => ChannelNumbers.Fill(_deviation, value, positive: true, nameof(Deviation));
    }

    /// <summary>Writes one image into <paramref name="input"/>, in order (C, H, W).</summary>
    /// <param name="pixels">The image in <see cref="Format"/> and <see cref="Order"/>: width * height pixels without gaps, top row
    /// first.</param>
    /// <param name="width">Its width, at least 1.</param>
    /// <param name="height">Its height, at least 1.</param>
    /// <param name="input">Room for <see cref="InputLength"/> numbers.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the size differs and <see cref="Resampling"/> is
    /// <see cref="Resampling.None"/>.</exception>
    public void Read(ReadOnlySpan<byte> pixels, int width, int height, Span<float> input) =>
        Read(pixels, width, height, Format, Order, input);

    /// <summary>Writes a PGM or PPM image into <paramref name="input"/>, whose format it knows itself.</summary>
    /// <exception cref="ArgumentException">As above.</exception>
    public void Read(PnmImage image, Span<float> input)
    {
        ArgumentNullException.ThrowIfNull(image);
        Read(image.Pixels.Span, image.Width, image.Height, image.Format, PixelOrder.Interleaved, input);
    }

    private void Read(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format, PixelOrder order, Span<float> input)
    {
        Check(pixels.Length, width, height, format, input.Length);
        var view = new PixelView(pixels, width * height, format, order, Channels, Background);
        Resampling resampling = (width, height) == (Width, Height) ? Resampling.None : Resampling;
        for (int channel = 0; channel < Channels; channel++)
        {
            Span<float> plane = input.Slice(channel * Height * Width, Height * Width);
            Resampler.Run(resampling, view, channel, width, height, plane, Width);
            ChannelNumbers.Normalize(plane, _mean[channel], _deviation[channel]);
        }
    }

    private void Check(int bytes, int width, int height, PixelFormat format, int input)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        // In 128 bits, because width and height may be anything.
        Int128 expected = (Int128)PixelView.Samples(format) * width * height;
        if (bytes != expected)
            throw new ArgumentException($"An image of {width} by {height} pixels {format} has {expected} bytes, got {bytes}.", "pixels");
        if (input != InputLength)
            throw new ArgumentException($"The span for input has room for {input} numbers, expected {InputLength}.", nameof(input));
        if (Resampling == Resampling.None && (width, height) != (Width, Height))
            throw new ArgumentException(
                $"The image is {width} by {height}, the network takes {Width} by {Height}: set {nameof(Resampling)} to fit it.",
                nameof(width));
    }
}
