using System.Diagnostics.CodeAnalysis;

namespace Unfurl;

/// <summary>A safetensors file in memory: named tensors behind a JSON header, checked completely before anything is handed out.</summary>
/// <remarks>
/// Layout: 8 bytes little-endian header length N, N bytes of JSON, then the data. The tensors must cover the data exactly, without
/// holes or overlaps. Data need not be aligned, and header order need not be data order. A file is untrusted: whatever it holds, the
/// only exception about its contents is <see cref="InvalidDataException"/>, which says what is wrong, where, and what was expected.
/// </remarks>
public sealed class SafetensorsFile
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly Dictionary<string, SafetensorsEntry> _byName;

    private SafetensorsFile(string source, SafetensorsHeader header, ReadOnlyMemory<byte> data)
    {
        Source = source;
        Entries = header.Entries;
        Metadata = header.Metadata;
        _byName = header.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        _data = data;
    }

    /// <summary>What messages call the file: its name without folders.</summary>
    public string Source { get; }

    /// <summary>The tensors, in header order.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>Free text the writer added under <c>__metadata__</c>; empty if there is none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads and checks a whole file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read, or is larger than an array (2 GB).</exception>
    public static SafetensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllBytes(path), Path.GetFileName(path));
    }

    /// <summary>Reads and checks what is left of a stream, such as a resource of the assembly; the stream stays open.</summary>
    /// <exception cref="InvalidDataException">It is no safetensors file.</exception>
    /// <exception cref="IOException">It cannot be read, or is larger than an array (2 GB).</exception>
    internal static SafetensorsFile Read(Stream stream, string source) => Parse(StreamBytes.ReadToEnd(stream, source), source);

    /// <summary>Checks a file already in memory; <paramref name="bytes"/> are kept, not copied, and must not change.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="InvalidDataException">The bytes are no safetensors file.</exception>
    public static SafetensorsFile Parse(ReadOnlyMemory<byte> bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        SafetensorsHeader header = SafetensorsHeader.Read(bytes.Span, source);
        return new SafetensorsFile(source, header, bytes[header.DataStart..]);
    }

    /// <summary>Whether there is a tensor of that name (case sensitive).</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Looks up a tensor by name (case sensitive).</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out SafetensorsEntry? entry) => _byName.TryGetValue(name, out entry);

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="KeyNotFoundException">The file has no such tensor.</exception>
    public SafetensorsEntry this[string name] => _byName.TryGetValue(name, out SafetensorsEntry? entry)
        ? entry
        : throw new KeyNotFoundException($"{Source} has no tensor '{name}'.");

    /// <summary>The raw bytes of a tensor, little-endian, not necessarily aligned.</summary>
    /// <exception cref="KeyNotFoundException">The file has no such tensor.</exception>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        SafetensorsEntry entry = this[name];
        return _data.Span[(int)entry.Begin..(int)entry.End];
    }

    /// <summary>Copies a tensor as floats, row-major; F16 and BF16 widen exactly, F64 rounds to nearest.</summary>
    /// <exception cref="KeyNotFoundException">The file has no such tensor.</exception>
    /// <exception cref="InvalidDataException">Its format is not F32, F16, BF16 or F64.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has not exactly its length.</exception>
    public void CopyTo(string name, Span<float> destination)
    {
        SafetensorsEntry entry = this[name];
        if (!entry.IsReadable)
            throw new InvalidDataException($"{Source}: {name} is {entry.DType}, expected F32, F16, BF16 or F64.");
        if (entry.Length != destination.Length)
            throw new ArgumentException($"{name} has {entry.Length} numbers, the destination {destination.Length}.", nameof(destination));
        SafetensorsValues.Convert(Bytes(name), entry.DType, destination);
    }
}
