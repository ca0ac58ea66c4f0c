using System.Runtime.InteropServices;
using System.Text;

namespace Unfurl.Benchmarks;

/// <summary>The wire format of protocol buffers, as far as an ONNX file needs it.</summary>
/// <param name="capacity">Bytes to make room for at once.</param>
internal sealed class ProtoWriter(int capacity)
{
    private const int VarintType = 0, BytesType = 2, FixedType = 5;

    // A message's length stands before it but is known after it. Five bytes hold any length, if the unused ones say "more follows",
    // which readers accept; so nothing is written twice, and hundreds of megabytes of weights are copied once.
    private const int LengthBytes = 5;

    private readonly List<byte> _bytes = new(capacity);

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Bytes => CollectionsMarshal.AsSpan(_bytes);

    /// <summary>A number, also for enums.</summary>
    public void Number(int field, long value)
    {
        Varint((ulong)(field << 3 | VarintType));
        Varint((ulong)value);
    }

    /// <summary>A single float.</summary>
    public void Float(int field, float value)
    {
        Varint((ulong)(field << 3 | FixedType));
        _bytes.AddRange(MemoryMarshal.AsBytes(new ReadOnlySpan<float>(in value)));
    }

    /// <summary>A string.</summary>
    public void Text(int field, string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        Varint((ulong)(field << 3 | BytesType));
        Varint((ulong)utf8.Length);
        _bytes.AddRange(utf8);
    }

    /// <summary>Raw little-endian floats.</summary>
    public void Floats(int field, ReadOnlySpan<float> values) => Message(field, values, static (writer, floats) =>
        writer._bytes.AddRange(MemoryMarshal.AsBytes(floats)));

    /// <summary>A message inside this one, its fields written by <paramref name="body"/>.</summary>
    public void Message<TState>(int field, TState state, Action<ProtoWriter, TState> body)
        where TState : allows ref struct
    {
        Varint((ulong)(field << 3 | BytesType));
        int start = _bytes.Count + LengthBytes;
        CollectionsMarshal.SetCount(_bytes, start);
        body(this, state);

        uint length = (uint)(_bytes.Count - start);
        for (int i = 0; i < LengthBytes; i++)
        {
            int more = i < LengthBytes - 1 ? 0x80 : 0;
            _bytes[start - LengthBytes + i] = (byte)((length >> (7 * i) & 0x7F) | (uint)more);
        }
    }

    private void Varint(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
