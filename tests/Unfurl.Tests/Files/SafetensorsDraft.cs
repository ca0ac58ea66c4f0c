namespace Unfurl.Tests.Files;

/// <summary>A safetensors file of random tensors before it is bytes: every part of it can be falsified.</summary>
internal sealed class SafetensorsDraft
{
    private static readonly (string DType, int Bytes)[] Formats =
        [("F32", 4), ("F16", 2), ("BF16", 2), ("F64", 8), ("I64", 8), ("I32", 4), ("U8", 1), ("BOOL", 1)];

    /// <summary>Between one and five tensors, the first not empty and of floats; header order is not data order.</summary>
    public SafetensorsDraft(ref SplitMix64 random)
    {
        int count = 1 + random.NextInt32(5), end = 0;
        for (int i = 0; i < count; i++)
        {
            (string dtype, int bytes) = Formats[random.NextInt32(i == 0 ? 4 : Formats.Length)];
            int[] shape = new int[i == 0 ? 1 + random.NextInt32(3) : random.NextInt32(4)];
            foreach (ref int extent in shape.AsSpan())
                extent = i == 0 ? 1 + random.NextInt32(4) : random.NextInt32(5);
            int length = shape.Aggregate(bytes, (product, extent) => product * extent);
            Entries.Add(new Entry($"layer{i}.weight", dtype, shape, end, end + length));
            end += length;
        }

        Data = new byte[end];
        foreach (ref byte value in Data.AsSpan())
            value = (byte)random.Next();
        for (int i = count - 1; i > 0; i--)
        {
            int other = random.NextInt32(i + 1);
            (Entries[i], Entries[other]) = (Entries[other], Entries[i]);
        }

        Prefix = random.NextInt32(2) == 0 ? "" : "\"__metadata__\":{\"format\":\"pt\"},";
        Suffix = new string(' ', random.NextInt32(8));
    }

    public List<Entry> Entries { get; } = [];

    public byte[] Data { get; set; }

    /// <summary>What stands in the header before the entries.</summary>
    public string Prefix { get; set; }

    /// <summary>What stands behind its last brace.</summary>
    public string Suffix { get; set; }

    /// <summary>The tensor that is not empty.</summary>
    public Entry Full => Entries.Single(entry => entry.Key == "layer0.weight");

    public byte[] ToBytes() => SafetensorsBytes.Join($"{{{Prefix}{string.Join(',', Entries)}}}{Suffix}", Data);

    /// <summary>One entry; the texts are what the header says, the rest is the truth.</summary>
    internal sealed class Entry(string key, string dtype, int[] shape, int begin, int end)
    {
        public string Key { get; } = key;

        public int[] Extents { get; } = shape;

        public bool IsFloat { get; } = dtype is "F32" or "F16" or "BF16" or "F64";

        public int Begin { get; } = begin;

        public int End { get; } = end;

        public string Name { get; set; } = $"\"{key}\"";

        public string DType { get; set; } = $"\"{dtype}\"";

        public string Shape { get; set; } = $"[{string.Join(',', shape)}]";

        public string Offsets { get; set; } = $"[{begin},{end}]";

        /// <summary>Further keys, each with a comma in front.</summary>
        public string More { get; set; } = "";

        public override string ToString() =>
            $$"""{{Name}}:{"dtype":{{DType}},"shape":{{Shape}},"data_offsets":{{Offsets}}{{More}}}""";
    }
}
