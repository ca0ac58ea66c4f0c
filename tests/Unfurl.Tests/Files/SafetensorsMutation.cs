using System.Globalization;

namespace Unfurl.Tests.Files;

/// <summary>What must become of a file.</summary>
internal enum Verdict
{
    Refused,
    Read,
    Either,
}

/// <summary>Ways to falsify a safetensors file, each with what a reader must make of it.</summary>
internal static class SafetensorsMutation
{
    private const int DepthAllowed = 8, DepthOfEntry = 2;

    private static readonly Func<SafetensorsDraft, SplitMix64, (byte[] Bytes, Verdict Verdict)>[] Kinds =
    [
        SpecialNumbers, Flip, Edit, Truncate, Append, HeaderLength, DuplicateEntry, DuplicateKey, Move, OutOfRange, Deep, GiantNumber,
        DType, WrongKind, Escape, BrokenText, Hole,
    ];

    public static int Count => Kinds.Length;

    public static string Name(int kind) => Kinds[kind].Method.Name;

    public static (byte[] Bytes, Verdict Verdict) Apply(int kind, SafetensorsDraft draft, SplitMix64 random) => Kinds[kind](draft, random);

    private static (byte[], Verdict) SpecialNumbers(SafetensorsDraft draft, SplitMix64 random)
    {
        // All exponent bits set, whatever the format: NaN or an infinity of either sign.
        byte[][] specials =
            [[0xFF], [0x7F, 0x80, 0xC0, 0xFF], [0, 0xFC], [0, 0x7C], [0x80, 0x7F], [0, 0, 0x80, 0x7F], [0, 0, 0, 0, 0, 0, 0xF0, 0xFF]];
        byte[] special = specials[random.NextInt32(specials.Length)];
        for (int i = 0; i < draft.Data.Length; i++)
            draft.Data[i] = special[i % special.Length];
        return (draft.ToBytes(), Verdict.Read);
    }

    private static (byte[], Verdict) Flip(SafetensorsDraft draft, SplitMix64 random)
    {
        byte[] bytes = draft.ToBytes();
        bytes[random.NextInt32(bytes.Length)] ^= (byte)(1 << random.NextInt32(8));
        return (bytes, Verdict.Either);
    }

    private static (byte[], Verdict) Edit(SafetensorsDraft draft, SplitMix64 random)
    {
        // In the header, whose length stays right: what is found is found by its words.
        byte[] bytes = draft.ToBytes();
        List<byte> header = [.. bytes[8..^draft.Data.Length]];
        for (int changes = 1 + random.NextInt32(3); changes > 0; changes--)
        {
            int at = random.NextInt32(header.Count);
            byte replacement = (byte)"0123456789{}[]\",:\\ "[random.NextInt32(19)];
            switch (random.NextInt32(3))
            {
                case 0:
                    header.RemoveAt(at);
                    break;
                case 1:
                    header.Insert(at, replacement);
                    break;
                default:
                    header[at] = replacement;
                    break;
            }
        }

        return ([.. BitConverter.GetBytes((long)header.Count), .. header, .. draft.Data], Verdict.Either);
    }

    private static (byte[], Verdict) Truncate(SafetensorsDraft draft, SplitMix64 random)
    {
        byte[] bytes = draft.ToBytes();
        return (bytes[..random.NextInt32(bytes.Length)], Verdict.Refused);
    }

    private static (byte[], Verdict) Append(SafetensorsDraft draft, SplitMix64 random) =>
        ([.. draft.ToBytes(), .. new byte[1 + random.NextInt32(9)]], Verdict.Refused);

    private static (byte[], Verdict) HeaderLength(SafetensorsDraft draft, SplitMix64 random)
    {
        byte[] bytes = draft.ToBytes();
        long length = BitConverter.ToInt64(bytes);
        long[] lengths =
        [
            0, 1, length - 1, length + 1, length - 8, bytes.Length, bytes.Length - 7, 100_000_000, 100_000_001,
            int.MaxValue, 1L << 32, -1, long.MinValue, long.MaxValue,
        ];
        BitConverter.TryWriteBytes(bytes, lengths[random.NextInt32(lengths.Length)]);
        return (bytes, Verdict.Refused);
    }

    private static (byte[], Verdict) DuplicateEntry(SafetensorsDraft draft, SplitMix64 random)
    {
        string[] names = ["layer0.weight", "l\\u0061yer0.weight", "\\u006Cayer0\\u002eweight"];
        int end = draft.Data.Length;
        var twin = new SafetensorsDraft.Entry("", "U8", [0], end, end) { Name = $"\"{names[random.NextInt32(3)]}\"" };
        draft.Entries.Insert(random.NextInt32(draft.Entries.Count + 1), twin);
        return (SafetensorsBytes.Join($"{{{string.Join(',', draft.Entries)}}}", draft.Data), Verdict.Refused);
    }

    private static (byte[], Verdict) DuplicateKey(SafetensorsDraft draft, SplitMix64 random)
    {
        SafetensorsDraft.Entry entry = draft.Full;
        string[] twins =
        [
            $"\"dtype\":{entry.DType}", $"\"shape\":{entry.Shape}", $"\"data_offsets\":{entry.Offsets}", $"\"sh\\u0061pe\":{entry.Shape}",
        ];
        entry.More = $",{twins[random.NextInt32(4)]}";
        return (draft.ToBytes(), Verdict.Refused);
    }

    private static (byte[], Verdict) Move(SafetensorsDraft draft, SplitMix64 random)
    {
        // Its length stays right: the others, or the end of the file, say that it is in the wrong place.
        SafetensorsDraft.Entry entry = draft.Full;
        int by = (1 + random.NextInt32(9)) * (random.NextInt32(2) == 0 ? -1 : 1);
        entry.Offsets = FormattableString.Invariant($"[{entry.Begin + by},{entry.End + by}]");
        return (draft.ToBytes(), Verdict.Refused);
    }

    private static (byte[], Verdict) OutOfRange(SafetensorsDraft draft, SplitMix64 random)
    {
        SafetensorsDraft.Entry entry = draft.Full;
        long far = 1L << (20 + random.NextInt32(43));
        long begin = random.NextInt32(2) == 0 ? entry.Begin : far - 4;
        (entry.DType, entry.Shape) = ("\"U8\"", FormattableString.Invariant($"[{far - begin}]"));
        entry.Offsets = FormattableString.Invariant($"[{begin},{far}]");
        return (draft.ToBytes(), Verdict.Refused);
    }

    private static (byte[], Verdict) Deep(SafetensorsDraft draft, SplitMix64 random)
    {
        int depth = random.NextInt32(2) == 0 ? 1 + random.NextInt32(12) : 1 + random.NextInt32(20_000);
        bool lists = random.NextInt32(2) == 0;
        string open = string.Concat(Enumerable.Repeat(lists ? "[" : "{\"x\":", depth)), close = new(lists ? ']' : '}', depth);
        draft.Full.More = $",\"note\":{open}{(lists ? "" : "1")}{close}";
        return (draft.ToBytes(), depth + DepthOfEntry <= DepthAllowed ? Verdict.Read : Verdict.Refused);
    }

    private static (byte[], Verdict) GiantNumber(SafetensorsDraft draft, SplitMix64 random)
    {
        string[] numbers =
        [
            "18446744073709551616", "9223372036854775808", "9223372036854775807", "1e308", "1e99999", "-1", "-0.5", "4.0",
            new string('9', 1 + random.NextInt32(5000) + 20), "4611686018427387904,4,4611686018427387904",
        ];
        string number = numbers[random.NextInt32(numbers.Length)];
        SafetensorsDraft.Entry entry = draft.Full;
        if (random.NextInt32(2) == 0)
            entry.Shape = $"[{number}]";
        else
            entry.Offsets = random.NextInt32(2) == 0 ? $"[0,{number}]" : $"[{number},{number}]";
        return (draft.ToBytes(), Verdict.Refused);
    }

    private static (byte[], Verdict) DType(SafetensorsDraft draft, SplitMix64 random)
    {
        SafetensorsDraft.Entry entry = draft.Full;
        int bits = 8 * (entry.End - entry.Begin) / entry.Extents.Aggregate(1, (a, b) => a * b);
        (string Name, int Bits)[] others =
        [
            ("f32", 0), ("F128", 0), ("", 0), (" F32", 0), ("F32\\u0000", 0), (new string('F', 300), 0),
            ("F16", 16), ("BF16", 16), ("I16", 16), ("F32", 32), ("U32", 32), ("F64", 64), ("C64", 64), ("U64", 64),
            ("U8", 8), ("F4", 4), ("F6_E2M3", 6),
        ];
        (string name, int newBits) = others[random.NextInt32(others.Length)];
        entry.DType = $"\"{name}\"";
        return (draft.ToBytes(), newBits == bits ? Verdict.Read : Verdict.Refused);
    }

    private static (byte[], Verdict) WrongKind(SafetensorsDraft draft, SplitMix64 random)
    {
        string[] values =
        [
            "null", "true", "\"4\"", "{}", "[[4]]", "[null]", "[\"4\"]", "{\"0\":4}", "", "[4", "nul", "NaN", "Infinity", "[,]", "4",
        ];
        string value = values[random.NextInt32(values.Length)];
        SafetensorsDraft.Entry entry = draft.Full;
        switch (random.NextInt32(4))
        {
            case 0:
                entry.Shape = value;
                break;
            case 1:
                entry.Offsets = value;
                break;
            case 2:
                entry.DType = value;
                break;
            default:
                draft.Prefix = $"\"__metadata__\":{(value == "{}" ? "{\"k\":{}}" : value)},";
                break;
        }

        return (draft.ToBytes(), Verdict.Refused);
    }

    private static (byte[], Verdict) Escape(SafetensorsDraft draft, SplitMix64 random)
    {
        // The same header, spelled otherwise.
        SafetensorsDraft.Entry entry = draft.Full;
        int at = 1 + random.NextInt32(entry.Key.Length);
        entry.Name = $"{entry.Name[..at]}\\u{((int)entry.Name[at]).ToString("x4", CultureInfo.InvariantCulture)}{entry.Name[(at + 1)..]}";
        entry.Offsets = entry.Offsets.Replace(",", " ,\n\t", StringComparison.Ordinal);
        entry.More = ",\"unknown\":{\"dtype\":[null,\"F32\"]},\"Shape\":1e999";
        return (draft.ToBytes(), Verdict.Read);
    }

    private static (byte[], Verdict) BrokenText(SafetensorsDraft draft, SplitMix64 random)
    {
        byte[][] broken =
        [
            [.. "\uFEFF{"u8], [.. "{\0"u8], [0xFF], [.. "{\""u8, 0xC0, 0xAF, .. "\":1,"u8], [.. "{\"\\ud800\":1,"u8], [.. "[{"u8],
            [.. "//\n{"u8], [],
        ];
        byte[] bytes = draft.ToBytes(), start = broken[random.NextInt32(broken.Length)];
        byte[] all = [.. bytes[..8], .. start, .. bytes[9..]]; // in place of the first brace
        BitConverter.TryWriteBytes(all, BitConverter.ToInt64(bytes) + start.Length - 1);
        return (all, Verdict.Refused);
    }

    private static (byte[], Verdict) Hole(SafetensorsDraft draft, SplitMix64 random)
    {
        int size = 1 + random.NextInt32(9);
        draft.Data = [.. draft.Data, .. new byte[size + 4]];
        int end = draft.Data.Length;
        draft.Entries.Add(new SafetensorsDraft.Entry("last", "U8", [4], end - 4, end));
        return (draft.ToBytes(), Verdict.Refused);
    }
}
