using System.Buffers.Binary;
using System.IO.Compression;

namespace Unfurl;

/// <summary>An array of bytes in the IDX format, in which MNIST and its kin are published.</summary>
/// <remarks>Layout: two zero bytes, a type (8: unsigned byte, the only one read here), the number of dimensions, each dimension as 4 bytes
/// big-endian, then the values, last dimension fastest. A gzipped file is told by its first two bytes, not by its name.</remarks>
public sealed class IdxFile
{
    private const int UnsignedByte = 0x08;
    private const int MaxRank = 8;

    // Deflate cannot shrink anything further than this: a small file that claims more is refused before memory is asked for.
    private const long MaxDeflateRatio = 1032;

    private IdxFile(string source, int[] dimensions, byte[] values)
    {
        Source = source;
        Dimensions = dimensions;
        Values = values;
    }

    /// <summary>What messages call the file: its name without folders.</summary>
    public string Source { get; }

    /// <summary>Extents, outermost first; 1 to 8 of them.</summary>
    public int[] Dimensions { get; }

    /// <summary>The values, last dimension fastest; as many as the product of the dimensions.</summary>
    public byte[] Values { get; }

    /// <summary>Reads a file, raw or gzipped.</summary>
    /// <exception cref="InvalidDataException">It is damaged or no IDX file of unsigned bytes.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IdxFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return Parse(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a file already in memory, raw or gzipped.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is damaged or no IDX file of unsigned bytes.</exception>
    public static IdxFile Parse(byte[] bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(source);
        return Parse(new MemoryStream(bytes, writable: false), source);
    }

    private static IdxFile Parse(Stream stream, string source)
    {
        Span<byte> magic = stackalloc byte[2];
        bool zipped = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        stream.Position = 0;
        if (!zipped)
            return ReadArray(stream, source, stream.Length);
        try
        {
            using var inflated = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return ReadArray(inflated, source, stream.Length * MaxDeflateRatio);
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(source, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{source}: the gzip data is damaged: {exception.Message}", exception);
        }
    }

    private static IdxFile ReadArray(Stream stream, string source, long available)
    {
        int[] dimensions = ReadDimensions(stream, source);
        string shape = string.Join('x', dimensions);
        long length = 1;
        foreach (int extent in dimensions)
        {
            if (extent != 0 && length > Array.MaxLength / extent)
                throw new InvalidDataException($"{source}: dimensions {shape} are more than fit an array.");
            length *= extent;
        }

        if (length > available)
            throw new InvalidDataException($"{source}: dimensions {shape} need {length} bytes, more than the file can hold.");
        byte[] values = new byte[length];
        int got = stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        if (got < values.Length)
            throw new InvalidDataException($"{source}: dimensions {shape} need {length} bytes of values, the file has {got}.");
        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"{source}: there is more behind the {length} bytes of values of dimensions {shape}.");
        return new IdxFile(source, dimensions, values);
    }

    private static int[] ReadDimensions(Stream stream, string source)
    {
        Span<byte> header = stackalloc byte[4 + 4 * MaxRank];
        if (stream.ReadAtLeast(header[..4], 4, throwOnEndOfStream: false) < 4)
            throw new InvalidDataException($"{source}: the file ends inside the first 4 bytes.");
        if (header[0] != 0 || header[1] != 0)
            throw new InvalidDataException($"{source}: the first bytes are {header[0]:X2} {header[1]:X2}, expected 00 00: no IDX file.");
        if (header[2] != UnsignedByte)
            throw new InvalidDataException($"{source}: byte 2 gives the type {header[2]:X2}, expected 08 (unsigned byte).");
        int rank = header[3];
        if (rank is < 1 or > MaxRank)
            throw new InvalidDataException($"{source}: byte 3 gives {rank} dimensions, expected 1 to {MaxRank}.");
        if (stream.ReadAtLeast(header.Slice(4, 4 * rank), 4 * rank, throwOnEndOfStream: false) < 4 * rank)
            throw new InvalidDataException($"{source}: the file ends inside its {rank} dimensions.");
        int[] dimensions = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            dimensions[axis] = BinaryPrimitives.ReadInt32BigEndian(header[(4 + 4 * axis)..]);
            if (dimensions[axis] < 0)
                throw new InvalidDataException($"{source}: dimension {axis} is {(uint)dimensions[axis]}, expected at most {int.MaxValue}.");
        }

        return dimensions;
    }
}
