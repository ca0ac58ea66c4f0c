namespace Unfurl;

/// <summary>An image in the formats PGM (P5, grey) or PPM (P6, red, green, blue), with 8 bits for each.</summary>
/// <remarks>Layout (netpbm): the magic, width, height and largest value in decimal, parted by white space and comments from # to the end of
/// the line; one white space; then the bytes row by row, pixel by pixel. Only the largest value 255 is read.</remarks>
public sealed class PnmImage
{
    private PnmImage(PixelFormat format, int width, int height, ReadOnlyMemory<byte> pixels) =>
        (Format, Width, Height, Pixels) = (format, width, height, pixels);

    /// <summary><see cref="PixelFormat.Grey"/> or <see cref="PixelFormat.Rgb"/>.</summary>
    public PixelFormat Format { get; }

    /// <summary>Width in pixels, at least 1.</summary>
    public int Width { get; }

    /// <summary>Height in pixels, at least 1.</summary>
    public int Height { get; }

    /// <summary>The bytes, row by row from the top, pixel by pixel.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or another format; the message says where and what was expected.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PnmImage Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllBytes(path), Path.GetFileName(path));
    }

    /// <summary>Reads a file already in memory; <paramref name="bytes"/> are kept, not copied, and must not change.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is damaged, or another format.</exception>
    public static PnmImage Parse(ReadOnlyMemory<byte> bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ReadOnlySpan<byte> file = bytes.Span;
        PixelFormat format = file switch
        {
            [(byte)'P', (byte)'5', ..] => PixelFormat.Grey,
            [(byte)'P', (byte)'6', ..] => PixelFormat.Rgb,
            _ => throw new InvalidDataException($"{source}: the first 2 bytes are {Start(file)}, expected P5 (grey) or P6 (colour)."),
        };
        int at = 2;
        int width = ReadNumber(file, ref at, "width", source), height = ReadNumber(file, ref at, "height", source);
        int largest = ReadNumber(file, ref at, "largest value", source);
        if (largest != 255)
            throw new InvalidDataException($"{source}: the largest value is {largest}, expected 255 (8 bits).");
        if (at == file.Length || !IsSpace(file[at]))
            throw new InvalidDataException($"{source}: byte {at} is {At(file, at)}, expected the white space before the pixels.");
        at++;
        Int128 expected = (Int128)PixelView.Samples(format) * width * height;
        if (expected != file.Length - at)
            throw new InvalidDataException(
                $"{source}: {width} by {height} pixels {format} need {expected} bytes behind the header, the file has {file.Length - at}.");
        return new PnmImage(format, width, height, bytes[at..]);
    }

    private static int ReadNumber(ReadOnlySpan<byte> file, ref int at, string what, string source)
    {
        int start = at;
        SkipSpace(file, ref at);
        long number = 0;
        int digits = at;
        for (; at < file.Length && file[at] is >= (byte)'0' and <= (byte)'9' && number <= int.MaxValue; at++)
            number = 10 * number + (file[at] - '0');
        if (at == digits || digits == start)
            throw new InvalidDataException(
                $"{source}: byte {digits} is {At(file, digits)}, expected white space and the {what} in decimal.");
        if (number is < 1 or > int.MaxValue)
            throw new InvalidDataException(
                $"{source}: the {what} at byte {digits} is {(number < 1 ? "0" : "larger")}, expected 1 to {int.MaxValue}.");
        return (int)number;
    }

    private static void SkipSpace(ReadOnlySpan<byte> file, ref int at)
    {
        for (bool comment = false; at < file.Length && (comment || IsSpace(file[at]) || file[at] == '#'); at++)
            comment = file[at] == '#' || (comment && file[at] is not ((byte)'\n' or (byte)'\r'));
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or >= (byte)'\t' and <= (byte)'\r';

    private static string At(ReadOnlySpan<byte> file, int at) => at < file.Length ? $"{file[at]:X2}" : "the end of the file";

    private static string Start(ReadOnlySpan<byte> file) => file.Length < 2 ? "missing" : $"{file[0]:X2} {file[1]:X2}";
}
