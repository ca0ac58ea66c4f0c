namespace Unfurl;

/// <summary>CIFAR-10 and CIFAR-100 from their binary version: colour images of 3x32x32.</summary>
/// <remarks>Source: Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009.</remarks>
public static class Cifar
{
    private static readonly CifarRecords Ten = new([10], ["label"], used: 0);
    private static readonly CifarRecords HundredCoarse = new([20, 100], ["coarse label", "fine label"], used: 0);
    private static readonly CifarRecords HundredFine = new([20, 100], ["coarse label", "fine label"], used: 1);

    /// <summary>The folder that CIFAR-10 comes as: <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c>, <c>test_batch.bin</c>, and the
    /// names of its 10 classes in <c>batches.meta.txt</c>, which may be missing.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message says which, where, and what was expected.</exception>
    public static (ImageDataSet Train, ImageDataSet Test) Open10(string directory)
    {
        string[]? classes = Names(directory, "batches.meta.txt", 10);
        string[] train = [.. Enumerable.Range(1, 5).Select(batch => Path.Combine(directory, $"data_batch_{batch}.bin"))];
        return (Ten.Read(train, classes), Ten.Read([Path.Combine(directory, "test_batch.bin")], classes));
    }

    /// <summary>The folder that CIFAR-100 comes as: <c>train.bin</c>, <c>test.bin</c>, and the names of its classes in
    /// <c>fine_label_names.txt</c> or <c>coarse_label_names.txt</c>, which may be missing.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="coarse">Whether the 20 coarse classes are meant instead of the 100 fine ones.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message says which, where, and what was expected.</exception>
    public static (ImageDataSet Train, ImageDataSet Test) Open100(string directory, bool coarse = false)
    {
        string[]? classes = Names(directory, coarse ? "coarse_label_names.txt" : "fine_label_names.txt", coarse ? 20 : 100);
        return (Read("train.bin"), Read("test.bin"));

        ImageDataSet Read(string name) => Read100([Path.Combine(directory, name)], coarse, classes);
    }

    /// <summary>The images of some CIFAR-10 files (1 label and 3072 pixels a record), one file behind the other.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="classes">Names of the 10 classes, or null.</param>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static ImageDataSet Read10(IReadOnlyList<string> paths, IReadOnlyList<string>? classes = null) => Ten.Read(paths, classes);

    /// <summary>The images of some CIFAR-100 files (coarse label, fine label and 3072 pixels a record), one file behind the
    /// other.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="coarse">Whether the 20 coarse classes are meant instead of the 100 fine ones.</param>
    /// <param name="classes">Names of the 20 or 100 classes, or null.</param>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static ImageDataSet Read100(IReadOnlyList<string> paths, bool coarse = false, IReadOnlyList<string>? classes = null) =>
        (coarse ? HundredCoarse : HundredFine).Read(paths, classes);

    private static string[]? Names(string directory, string name, int expected)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string path = Path.Combine(directory, name);
        if (!File.Exists(path))
            return null;
        string[] names = LabelFile.Read(path);
        return names.Length == expected
            ? names
            : throw new InvalidDataException($"{name}: there are {names.Length} names, expected {expected}.");
    }
}
