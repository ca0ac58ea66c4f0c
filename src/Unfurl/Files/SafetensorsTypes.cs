namespace Unfurl;

/// <summary>Number formats of safetensors files, and arithmetic on shapes that cannot wrap around.</summary>
internal static class SafetensorsTypes
{
    /// <summary>Bits of one number, or 0 for a name that does not exist. Names are case sensitive.</summary>
    public static int Bits(string dtype) => dtype switch
    {
        "F4" => 4,
        "F6_E2M3" or "F6_E3M2" => 6,
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" => 8,
        "I16" or "U16" or "F16" or "BF16" => 16,
        "I32" or "U32" or "F32" => 32,
        "I64" or "U64" or "F64" or "C64" => 64,
        _ => 0,
    };

    /// <summary>Product of the extents, or null if it does not fit 63 bits. No extent may be negative.</summary>
    public static long? Count(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long extent in shape)
        {
            if (extent != 0 && count > long.MaxValue / extent)
                return null;
            count *= extent;
        }

        return count;
    }

    /// <summary>Bytes of a tensor, or null if they do not fit 63 bits or are not whole.</summary>
    public static long? Bytes(ReadOnlySpan<long> shape, int bits)
    {
        if (Count(shape) is not { } count || count > long.MaxValue / bits || count * bits % 8 != 0)
            return null;
        return count * bits / 8;
    }

    /// <summary>A shape as messages show it: <c>[6,1,5,5]</c>.</summary>
    public static string Text(IEnumerable<long> shape) => $"[{string.Join(',', shape)}]";

    /// <summary>A shape as messages show it: <c>[6,1,5,5]</c>.</summary>
    public static string Text(IEnumerable<int> shape) => $"[{string.Join(',', shape)}]";
}
