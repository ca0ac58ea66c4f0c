using System.Buffers;

namespace Unfurl;

/// <summary>Images of another data set, in every epoch a little different: moved, cropped, mirrored, with a square left out.</summary>
/// <remarks>What happens to a sample depends on seed, epoch and index alone, never on what was read before or by which thread: training
/// that is interrupted after an epoch and resumed reads the same bits as training that was not. Every draw is made whether it is used
/// or not, so that switching one on leaves the others as they were. Labels and targets pass unchanged: use no targets that are maps of
/// the image.</remarks>
public sealed class AugmentedDataSet : DataSet
{
    private readonly DataSet _source;
    private readonly Augmentation _augmentation;
    private readonly int _channels, _height, _width, _cropHeight, _cropWidth;
    private readonly ulong _seed;
    private int _epoch;

    /// <summary>Varies images that know their size.</summary>
    /// <param name="source">The images.</param>
    /// <param name="augmentation">What to vary.</param>
    /// <param name="seed">The same seed gives the same bits on every machine.</param>
    /// <exception cref="ArgumentException">The augmentation cannot be done to images of this size; the message says why.</exception>
    public AugmentedDataSet(ImageDataSet source, Augmentation augmentation, int seed)
        : this(source ?? throw new ArgumentNullException(nameof(source)), source.Channels, source.Height, source.Width, augmentation, seed)
    {
    }

    /// <summary>Varies any data set whose inputs are images.</summary>
    /// <param name="source">Its inputs are in order (C, H, W).</param>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="height">H in pixels, at least 1.</param>
    /// <param name="width">W in pixels, at least 1.</param>
    /// <param name="augmentation">What to vary.</param>
    /// <param name="seed">The same seed gives the same bits on every machine.</param>
    /// <exception cref="ArgumentException">The inputs have another length than C * H * W, or the augmentation cannot be done.</exception>
    public AugmentedDataSet(DataSet source, int channels, int height, int width, Augmentation augmentation, int seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(augmentation);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if ((Int128)channels * height * width != source.InputLength)
            throw new ArgumentException(
                $"Images of {channels}x{height}x{width} are no inputs of {source.InputLength} numbers.", nameof(source));
        augmentation.Check(height, width);
        (_source, _augmentation, _seed) = (source, augmentation, SplitMix64.Mix((ulong)seed + 1));
        (_channels, _height, _width) = (channels, height, width);
        _cropHeight = augmentation.CropHeight == 0 ? height : augmentation.CropHeight;
        _cropWidth = augmentation.CropWidth == 0 ? width : augmentation.CropWidth;
        InputLength = checked(channels * _cropHeight * _cropWidth);
    }

    /// <inheritdoc/>
    public override int Count => _source.Count;

    /// <summary>Numbers in one input: C times height and width of the window.</summary>
    public override int InputLength { get; }

    /// <inheritdoc/>
    public override int LabelLength => _source.LabelLength;

    /// <inheritdoc/>
    public override int TargetLength => _source.TargetLength;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes => _source.Classes;

    /// <summary>From now on samples are those of this epoch; 0 before the first call.</summary>
    public override void BeginEpoch(int epoch)
    {
        _epoch = epoch;
        _source.BeginEpoch(epoch);
    }

    /// <inheritdoc/>
    public override void Read(int index, Span<float> input, Span<int> labels, Span<float> targets)
    {
        CheckRead(index, input.Length, labels.Length, targets.Length);
        // Lent and returned, so that threads do not share it and nothing is allocated again and again.
        float[] lent = ArrayPool<float>.Shared.Rent(_source.InputLength);
        Span<float> image = lent.AsSpan(0, _source.InputLength);
        _source.Read(index, image, labels, targets);
        var window = new ImageWindow(_augmentation, _height, _width, _cropHeight, _cropWidth, Draws(index));
        int area = _height * _width, cropArea = _cropHeight * _cropWidth;
        for (int channel = 0; channel < _channels; channel++)
            window.Cut(image.Slice(channel * area, area), input.Slice(channel * cropArea, cropArea));
        ArrayPool<float>.Shared.Return(lent);
    }

    private SplitMix64 Draws(int index) =>
        new(SplitMix64.Mix(SplitMix64.Mix(_seed ^ SplitMix64.Mix((ulong)_epoch + 1)) ^ SplitMix64.Mix((ulong)index + 1)));
}
