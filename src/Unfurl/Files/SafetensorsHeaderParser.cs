using System.Text.Json;

namespace Unfurl;

/// <summary>Reads the JSON of a safetensors header.</summary>
/// <remarks>Its form: <c>{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, ..}</c>. Unknown keys of an entry are
/// skipped, as the reference implementation does; keys that come twice are refused, because two readers could believe different ones.
/// </remarks>
internal sealed class SafetensorsHeaderParser(string source)
{
    private const string MetadataKey = "__metadata__";

    // The header itself needs three levels; the rest is for skipped keys.
    private const int MaxDepth = 8;
    private const int MaxRank = 64;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public List<SafetensorsEntry> Entries { get; } = [];

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">The JSON is valid, but not such a header.</exception>
    /// <exception cref="JsonException">It is not valid JSON.</exception>
    public void Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw Fail("the header is not a JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!_names.Add(name))
                throw Fail($"{Quote(name)} comes twice in the header");
            reader.Read();
            if (name == MetadataKey)
                ReadMetadata(ref reader);
            else
                ReadEntry(ref reader, name);
        }

        reader.Read(); // throws if anything but white space follows
    }

    /// <summary>A name for a message: in quotes, and no longer than a line.</summary>
    public static string Quote(string name) => $"'{Shorten(name)}'";

    /// <summary>A name for a message, no longer than a line: files may hold names of megabytes.</summary>
    public static string Shorten(string name) => name.Length <= 100 ? name : $"{name.AsSpan(0, 100)}...";

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Fail($"{MetadataKey} is {Kind(reader)}, expected an object of strings");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                throw Fail($"{MetadataKey} has {Kind(reader)} under {Quote(key)}, expected a string");
            if (!Metadata.TryAdd(key, reader.GetString()!))
                throw Fail($"{MetadataKey} has {Quote(key)} twice");
        }
    }

    private void ReadEntry(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Fail($"{Quote(name)} is {Kind(reader)}, expected an object with dtype, shape and data_offsets");
        string? dtype = null;
        long[]? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            bool first = key switch
            {
                "dtype" => Set(ref dtype, reader.TokenType == JsonTokenType.String ? reader.GetString()! : Kind(reader)),
                "shape" => Set(ref shape, ReadNumbers(ref reader, name, key)),
                "data_offsets" => Set(ref offsets, ReadNumbers(ref reader, name, key)),
                _ => reader.TrySkip(),
            };
            if (!first)
                throw Fail($"{Quote(name)} has {Quote(key)} twice");
        }

        Entries.Add(Check(name, dtype, shape, offsets));
    }

    private SafetensorsEntry Check(string name, string? dtype, long[]? shape, long[]? offsets)
    {
        if (dtype is null || shape is null || offsets is null)
            throw Fail($"{Quote(name)} has no {(dtype is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        int bits = SafetensorsTypes.Bits(dtype);
        if (bits == 0)
            throw Fail($"{Quote(name)} has dtype {Quote(dtype)}, expected one such as 'F32'");
        if (offsets is not [long begin, long end] || begin > end)
            throw Fail($"{Quote(name)} has data_offsets {SafetensorsTypes.Text(offsets)}, expected [begin,end] with begin <= end");
        string text = SafetensorsTypes.Text(shape);
        if (SafetensorsTypes.Bytes(shape, bits) is not { } bytes)
            throw Fail($"{Quote(name)} has shape {text} of {dtype}, which is no possible number of bytes");
        if (bytes != end - begin)
            throw Fail($"{Quote(name)} has {bytes} bytes by its shape {text} of {dtype}, but {end - begin} by data_offsets");
        return new SafetensorsEntry(name, dtype, shape, begin, end);
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string name, string key)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Fail($"{Quote(name)} has {Kind(reader)} under {key}, expected a list of numbers");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw Fail($"{Quote(name)} has under {key} a value that is not a whole number from 0 to {long.MaxValue}");
            if (numbers.Count == MaxRank)
                throw Fail($"{Quote(name)} has more than {MaxRank} numbers under {key}");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>False if there was a value already.</summary>
    private static bool Set<T>(ref T? slot, T value)
        where T : class
    {
        bool first = slot is null;
        slot = value;
        return first;
    }

    private static string Kind(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "an object",
        _ => "true, false or null",
    };

    private InvalidDataException Fail(string what) => new($"{source}: {what}.");
}
