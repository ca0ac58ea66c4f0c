namespace Unfurl;

/// <summary>Finds and joins the IDX files of an image data set.</summary>
internal static class IdxImages
{
    /// <summary>One part of a folder: <c>train</c> or <c>t10k</c>.</summary>
    public static ImageDataSet ReadPart(string directory, string part, IReadOnlyList<string>? classes)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return Read(Find(directory, $"{part}-images-idx3-ubyte"), Find(directory, $"{part}-labels-idx1-ubyte"), classes);
    }

    /// <summary>Images of dimensions (N, H, W) or (N, C, H, W) with labels of dimensions (N).</summary>
    public static ImageDataSet Read(string imagesPath, string labelsPath, IReadOnlyList<string>? classes)
    {
        IdxFile images = IdxFile.Read(imagesPath), labels = IdxFile.Read(labelsPath);
        int[] shape = images.Dimensions;
        if (shape.Length is not (3 or 4))
            throw new InvalidDataException($"{images.Source} has {shape.Length} dimensions, expected 3 (count, height, width) or 4.");
        if (shape.Contains(0))
            throw new InvalidDataException($"{images.Source} has dimensions {string.Join('x', shape)}: there is no pixel.");
        if (labels.Dimensions.Length != 1)
            throw new InvalidDataException($"{labels.Source} has {labels.Dimensions.Length} dimensions, expected 1: a label per image.");
        if (labels.Dimensions[0] != shape[0])
            throw new InvalidDataException(
                $"{images.Source} has {shape[0]} images, but {labels.Source} has {labels.Dimensions[0]} labels.");
        int bad = classes is null || classes.Count == 0 ? -1 : Array.FindIndex(labels.Values, label => label >= classes.Count);
        if (bad >= 0)
            throw new InvalidDataException($"{labels.Source}: label {bad} is {labels.Values[bad]}, expected 0 to {classes!.Count - 1}.");
        int channels = shape.Length == 4 ? shape[1] : 1;
        return new ImageDataSet(channels, shape[^2], shape[^1], images.Values, labels.Values, classes);
    }

    private static string Find(string directory, string name)
    {
        string raw = Path.Combine(directory, name), zipped = raw + ".gz";
        if (File.Exists(raw))
            return raw;
        if (File.Exists(zipped))
            return zipped;
        string folder = Path.GetFullPath(directory);
        throw new FileNotFoundException($"There is no {name} in '{folder}': looked for {name} and {name}.gz.", raw);
    }
}
