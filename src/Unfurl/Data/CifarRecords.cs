namespace Unfurl;

/// <summary>The binary files in which CIFAR-10 and CIFAR-100 are published.</summary>
/// <remarks>Layout (Krizhevsky, 2009): no header, records of one length: the labels, a byte each, then 3 planes (red, green, blue) of 32 by
/// 32 bytes. Nothing tells a damaged file but its length and its labels.</remarks>
/// <param name="labels">Highest value of each label byte of a record, plus 1.</param>
/// <param name="names">What each of them is called in messages.</param>
/// <param name="used">Which of them becomes the class.</param>
internal sealed class CifarRecords(int[] labels, string[] names, int used)
{
    private const int Channels = 3, Size = 32, Pixels = Channels * Size * Size;

    private int Length => labels.Length + Pixels;

    /// <summary>Joins the records of several files.</summary>
    /// <exception cref="InvalidDataException">A file is damaged; the message says which and where.</exception>
    public ImageDataSet Read(IReadOnlyList<string> paths, IReadOnlyList<string>? classes)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0)
            throw new ArgumentException("There is no file to read.", nameof(paths));
        if (classes is not null && classes.Count != labels[used])
            throw new ArgumentException(
                $"There are {classes.Count} names, expected one for each of {labels[used]} classes.", nameof(classes));
        long[] counts = [.. paths.Select(CountOf)];
        if (counts.Sum() > Array.MaxLength / Pixels)
            throw new InvalidDataException($"{paths.Count} files have {counts.Sum()} images, more than fit an array.");
        byte[] pixels = new byte[counts.Sum() * Pixels], classLabels = new byte[counts.Sum()];
        int image = 0;
        for (int file = 0; file < paths.Count; file++)
        {
            ReadFile(paths[file], pixels.AsSpan(image * Pixels), classLabels.AsSpan(image, (int)counts[file]));
            image += (int)counts[file];
        }

        return new ImageDataSet(Channels, Size, Size, pixels, classLabels, classes);
    }

    private long CountOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        long bytes = new FileInfo(path).Length; // throws if there is none
        if (bytes > 0 && bytes % Length == 0)
            return bytes / Length;
        throw new InvalidDataException(
            $"{Path.GetFileName(path)}: the file has {bytes} bytes, expected a multiple of {Length} "
            + $"(records of {labels.Length} + {Pixels}): {bytes / Length} whole records and {bytes % Length} bytes.");
    }

    private void ReadFile(string path, Span<byte> pixels, Span<byte> classLabels)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[labels.Length];
        for (int record = 0; record < classLabels.Length; record++)
        {
            int got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            got += stream.ReadAtLeast(pixels.Slice(record * Pixels, Pixels), Pixels, throwOnEndOfStream: false);
            if (got < Length)
                throw new InvalidDataException($"{Path.GetFileName(path)}: record {record} has {got} bytes, expected {Length}.");
            for (int label = 0; label < head.Length; label++)
            {
                if (head[label] >= labels[label])
                    throw new InvalidDataException(
                        $"{Path.GetFileName(path)}: record {record} (byte {(long)record * Length + label}) has the {names[label]} "
                        + $"{head[label]}, expected 0 to {labels[label] - 1}.");
            }

            classLabels[record] = head[used];
        }
    }
}
