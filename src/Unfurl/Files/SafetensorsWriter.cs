using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Unfurl;

/// <summary>Writes safetensors files. The same tensors give the same bytes.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes tensors as F32: to a new file beside the target, flushed to the disk, then renamed over it, so that nobody ever
    /// sees half a file and a failure leaves an old one as it was.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="tensors">The tensors in the order they are stored; names must differ.</param>
    /// <param name="values">Tensor t is <c>values.Slice(t.Offset, t.Length)</c>, row-major.</param>
    /// <param name="metadata">Free text to store along, or null.</param>
    /// <exception cref="ArgumentException">A name comes twice or is <c>__metadata__</c>, a shape does not multiply to its length, or a
    /// tensor lies outside <paramref name="values"/>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(
        string path,
        ReadOnlySpan<ParameterInfo> tensors,
        ReadOnlySpan<float> values,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        Check(tensors, values.Length);
        using var file = new AtomicFile(path);
        WriteHeader(file.Stream, tensors, metadata);
        foreach (ParameterInfo tensor in tensors)
            WriteValues(file.Stream, values.Slice(tensor.Offset, tensor.Length));
        file.Commit();
    }

    private static void Check(ReadOnlySpan<ParameterInfo> tensors, int available)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
        foreach (ParameterInfo tensor in tensors)
        {
            if (!names.Add(tensor.Key))
                throw Fail($"The name '{tensor.Key}' comes twice, or is one that files reserve.");
            long[] shape = Array.ConvertAll(tensor.Shape, extent => (long)extent);
            if (shape.Any(extent => extent < 0) || SafetensorsTypes.Count(shape) != tensor.Length)
                throw Fail($"{tensor.Key} has {tensor.Length} numbers, but shape {SafetensorsTypes.Text(shape)}.");
            if (tensor.Offset < 0 || tensor.Offset > available - tensor.Length)
                throw Fail($"{tensor.Key} takes {tensor.Length} numbers from {tensor.Offset} on, but there are {available}.");
        }

        static ArgumentException Fail(string what) => new(what, nameof(tensors));
    }

    private static void WriteHeader(Stream stream, ReadOnlySpan<ParameterInfo> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            WriteMetadata(writer, metadata);
            long offset = 0;
            foreach (ParameterInfo tensor in tensors)
                WriteEntry(writer, tensor, ref offset);
            writer.WriteEndObject();
        }

        // Padded with spaces so that the data starts aligned: readers that map the file can use it in place.
        int padded = (json.WrittenCount + Alignment - 1) / Alignment * Alignment;
        json.GetSpan(Alignment)[..(padded - json.WrittenCount)].Fill((byte)' ');
        json.Advance(padded - json.WrittenCount);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded);
        stream.Write(length);
        stream.Write(json.WrittenSpan);
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null || metadata.Count == 0)
            return;
        writer.WriteStartObject("__metadata__");
        // A dictionary has no order of its own, and the bytes must not depend on one.
        foreach ((string key, string text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            writer.WriteString(key, text);
        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, ParameterInfo tensor, ref long offset)
    {
        writer.WriteStartObject(tensor.Key);
        writer.WriteString("dtype", "F32");
        writer.WriteStartArray("shape");
        foreach (int extent in tensor.Shape)
            writer.WriteNumberValue(extent);
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(offset);
        offset += (long)tensor.Length * sizeof(float);
        writer.WriteNumberValue(offset);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteValues(Stream stream, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        int[] swapped = new int[values.Length];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(values), swapped);
        stream.Write(MemoryMarshal.AsBytes<int>(swapped));
    }
}
