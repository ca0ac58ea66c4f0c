namespace Unfurl;

/// <summary>Images of one size with a class each, kept as bytes and read as <c>(v / 255 - mean) / deviation</c>
/// by each channel's mean and deviation.</summary>
public sealed class ImageDataSet : DataSet
{
    private const int PixelValues = byte.MaxValue + 1;

    private readonly ReadOnlyMemory<byte> _pixels;
    private readonly ReadOnlyMemory<byte> _labels;

    private readonly float[] _mean, _deviation;

    // The conversion of every possible pixel of every channel: exact, and one load instead of a division.
    private readonly float[] _values;

    /// <summary>Uses the arrays as they are, without a copy.</summary>
    /// <param name="channels">Channels of an image, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="pixels">Image after image, each in order (C, H, W).</param>
    /// <param name="labels">One class per image, below the number of classes if those are named.</param>
    /// <param name="classes">Names of the classes, or null.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together, or a label is out of range.</exception>
    public ImageDataSet(int channels, int height, int width, byte[] pixels, byte[] labels, IReadOnlyList<string>? classes = null)
        : this(channels, height, width, pixels, labels, classes ?? [], mean: [0], deviation: [1])
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        long expected = (long)labels.Length * InputLength;
        if (expected != pixels.Length)
            throw new ArgumentException($"Expected {expected} pixels for {labels.Length} labels, got {pixels.Length}.", nameof(pixels));
        int bad = Classes.Count == 0 ? -1 : Array.FindIndex(labels, label => label >= Classes.Count);
        if (bad >= 0)
            throw new ArgumentException($"Label {bad} is {labels[bad]}, expected 0 to {Classes.Count - 1}.", nameof(labels));
    }

    private ImageDataSet(
        int channels,
        int height,
        int width,
        ReadOnlyMemory<byte> pixels,
        ReadOnlyMemory<byte> labels,
        IReadOnlyList<string> classes,
        IReadOnlyList<float> mean,
        IReadOnlyList<float> deviation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (Channels, Height, Width) = (channels, height, width);
        if ((Int128)channels * height * width > Array.MaxLength)
            throw new ArgumentException($"Images of {channels}x{height}x{width} do not fit an array.");
        InputLength = channels * height * width;
        (_pixels, _labels, Classes) = (pixels, labels, classes);
        (_mean, _deviation, _values) = (new float[channels], new float[channels], new float[channels * PixelValues]);
        ChannelNumbers.Fill(_mean, mean, positive: false, nameof(mean));
        ChannelNumbers.Fill(_deviation, deviation, positive: true, nameof(deviation));
        for (int i = 0; i < _values.Length; i++)
            _values[i] = (i % PixelValues / 255f - _mean[i / PixelValues]) / _deviation[i / PixelValues];
    }

    /// <summary>Channels of an image.</summary>
    public int Channels { get; }

    /// <summary>Height of an image in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of an image in pixels.</summary>
    public int Width { get; }

    /// <summary>What is subtracted from a pixel in [0, 1], for each channel; 0 at first.</summary>
    public IReadOnlyList<float> Mean => _mean;

    /// <summary>What it is divided by then, for each channel; 1 at first.</summary>
    public IReadOnlyList<float> Deviation => _deviation;

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override int InputLength { get; }

    /// <inheritdoc/>
    public override int LabelLength => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes { get; }

    /// <summary>The images and classes of two IDX files, raw or gzipped.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not fit together.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ImageDataSet FromIdx(string imagesPath, string labelsPath, IReadOnlyList<string>? classes = null) =>
        IdxImages.Read(imagesPath, labelsPath, classes);

    /// <summary>The four files that MNIST and its kin come as: <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>,
    /// <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>, each raw or with <c>.gz</c>.</summary>
    /// <exception cref="FileNotFoundException">One is missing; the message says which, and what was looked for.</exception>
    /// <exception cref="InvalidDataException">One is damaged.</exception>
    public static (ImageDataSet Train, ImageDataSet Test) OpenIdxFolder(string directory, IReadOnlyList<string>? classes = null) =>
        (IdxImages.ReadPart(directory, "train", classes), IdxImages.ReadPart(directory, "t10k", classes));

    /// <summary>The pixels of an image, in order (C, H, W).</summary>
    public ReadOnlySpan<byte> Image(int index) => _pixels.Span.Slice(checked(index * InputLength), InputLength);

    /// <summary>The class of an image.</summary>
    public int Label(int index) => _labels.Span[index];

    /// <summary>The same images read with another mean and deviation, the same for all channels; the pixels are shared.</summary>
    /// <exception cref="ArgumentException"><paramref name="deviation"/> is not above 0, or one of them is not finite.</exception>
    public ImageDataSet Normalize(float mean, float deviation) => Normalize([mean], [deviation]);

    /// <summary>The same images read with another mean and deviation; the pixels are shared.</summary>
    /// <param name="mean">One number for all channels, or one for each.</param>
    /// <param name="deviation">The same; above 0.</param>
    /// <exception cref="ArgumentException">There are as many as neither, one is not finite, or a deviation is not above 0.</exception>
    public ImageDataSet Normalize(IReadOnlyList<float> mean, IReadOnlyList<float> deviation) =>
        new(Channels, Height, Width, _pixels, _labels, Classes, mean, deviation);

    /// <summary>Some of the images: <paramref name="count"/> from <paramref name="start"/> on; the pixels are shared.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public ImageDataSet Slice(int start, int count)
    {
        ReadOnlyMemory<byte> labels = _labels.Slice(start, count);
        ReadOnlyMemory<byte> pixels = _pixels.Slice(start * InputLength, count * InputLength);
        return new ImageDataSet(Channels, Height, Width, pixels, labels, Classes, Mean, Deviation);
    }

    /// <inheritdoc/>
    public override void Read(int index, Span<float> input, Span<int> labels, Span<float> targets)
    {
        CheckRead(index, input.Length, labels.Length, targets.Length);
        ReadOnlySpan<byte> pixels = Image(index);
        int area = Height * Width;
        for (int channel = 0; channel < Channels; channel++)
        {
            ReadOnlySpan<float> values = _values.AsSpan(channel * PixelValues, PixelValues);
            ReadOnlySpan<byte> plane = pixels.Slice(channel * area, area);
            Span<float> output = input.Slice(channel * area, area);
            for (int i = 0; i < plane.Length; i++)
                output[i] = values[plane[i]];
        }

        labels[0] = Label(index);
    }
}
