using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace Unfurl;

/// <summary>The checked header of a safetensors file: where the data starts, and which bytes are whose.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>Longest header read: the limit of the reference implementation.</summary>
    public const int MaxLength = 100_000_000;

    private const int LengthBytes = 8;

    private SafetensorsHeader(int dataStart, List<SafetensorsEntry> entries, Dictionary<string, string> metadata)
    {
        DataStart = dataStart;
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>Byte of the file at which the data starts.</summary>
    public int DataStart { get; }

    /// <summary>The tensors, in header order.</summary>
    public List<SafetensorsEntry> Entries { get; }

    /// <summary>The strings under <c>__metadata__</c>.</summary>
    public Dictionary<string, string> Metadata { get; }

    /// <summary>Reads the header and checks it against the length of the file.</summary>
    /// <exception cref="InvalidDataException">Anything is wrong with it.</exception>
    public static SafetensorsHeader Read(ReadOnlySpan<byte> file, string source)
    {
        ReadOnlySpan<byte> json = Json(file, source);
        var parser = new SafetensorsHeaderParser(source);
        try
        {
            parser.Parse(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how the reader reports an escaped lone surrogate.
            throw new InvalidDataException($"{source}: the header is not valid JSON: {exception.Message}", exception);
        }

        int dataStart = LengthBytes + json.Length;
        CheckCoverage(parser.Entries, file.Length - dataStart, source);
        return new SafetensorsHeader(dataStart, parser.Entries, parser.Metadata);
    }

    private static ReadOnlySpan<byte> Json(ReadOnlySpan<byte> file, string source)
    {
        if (file.Length < LengthBytes)
            throw new InvalidDataException($"{source}: the file has {file.Length} bytes, expected at least 8 for the header length.");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > MaxLength)
            throw new InvalidDataException($"{source}: bytes 0-7 say the header has {length} bytes, expected at most {MaxLength}.");
        int rest = file.Length - LengthBytes;
        if (length > (ulong)rest)
            throw new InvalidDataException($"{source}: bytes 0-7 say the header has {length} bytes, but only {rest} follow.");
        ReadOnlySpan<byte> json = file.Slice(LengthBytes, (int)length);
        if (!Utf8.IsValid(json))
            throw new InvalidDataException($"{source}: the header is not valid UTF-8.");
        return json;
    }

    /// <summary>Sorted by offset, each tensor must start where the one before ended, and the last must end where the file does.</summary>
    private static void CheckCoverage(List<SafetensorsEntry> entries, int dataLength, string source)
    {
        long end = 0;
        string before = "the start of the data";
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            string name = SafetensorsHeaderParser.Quote(entry.Name);
            if (entry.Begin != end)
            {
                string what = entry.Begin < end ? "overlaps" : "leaves a hole behind";
                throw new InvalidDataException(
                    $"{source}: {name} {what} {before}: it begins at byte {entry.Begin} of the data, expected {end}.");
            }

            if (entry.End > dataLength)
                throw new InvalidDataException($"{source}: {name} ends at byte {entry.End} of the data, but the file has {dataLength}.");
            end = entry.End;
            before = name;
        }

        if (end != dataLength)
            throw new InvalidDataException($"{source}: the tensors end at byte {end} of the data, but the file has {dataLength}.");
    }
}
