namespace Unfurl;

/// <summary>How images vary from epoch to epoch; nothing at first. See <see cref="AugmentedDataSet"/>.</summary>
/// <remarks>Random crops and mirroring as in He et al., 2015; cutout by DeVries and Taylor, 2017.</remarks>
public sealed class Augmentation
{
    /// <summary>Pixels added on every side before a window is cut out at a random place, at least 0. With windows of the image's size the
    /// image moves by up to as many pixels each way.</summary>
    public int Padding { get; init; }

    /// <summary>Height of the window in pixels, 1 to that of the padded image; 0 means the height of the image.</summary>
    public int CropHeight { get; init; }

    /// <summary>Width of the window in pixels, 1 to that of the padded image; 0 means the width of the image.</summary>
    public int CropWidth { get; init; }

    /// <summary>The farthest that the window then moves up or down and left or right, in pixels, at least 0; it may leave the
    /// padding.</summary>
    public int Shift { get; init; }

    /// <summary>Whether every other image on average is mirrored, left to right.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>Side in pixels of a square left out around a random pixel, cut off at the border; 0 for none.</summary>
    public int Cutout { get; init; }

    /// <summary>What stands where there is no image, in the input's units; 0 at first, the mean colour of normalised images.</summary>
    public float Fill { get; init; }

    /// <summary>Throws unless this can be done to images of <paramref name="height"/> by <paramref name="width"/>.</summary>
    internal void Check(int height, int width)
    {
        CheckRange(nameof(Padding), Padding, 0, MaxPixels);
        CheckRange(nameof(Shift), Shift, 0, MaxPixels);
        CheckRange(nameof(Cutout), Cutout, 0, MaxPixels);
        CheckRange(nameof(CropHeight), CropHeight, 0, height + 2 * Padding);
        CheckRange(nameof(CropWidth), CropWidth, 0, width + 2 * Padding);
        if (!float.IsFinite(Fill))
            throw new ArgumentException($"{nameof(Augmentation)}.{nameof(Fill)} is not finite.");
    }

    // Far beyond use, and no sum of them wraps around.
    private const int MaxPixels = 1 << 20;

    private static void CheckRange(string name, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new ArgumentException($"{nameof(Augmentation)}.{name} is {value}, expected {least} to {most}.");
    }
}
