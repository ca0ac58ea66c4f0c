using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Unfurl;

/// <summary>The number formats of safetensors files that hold weights, as floats.</summary>
internal static class SafetensorsValues
{
    /// <summary>Converts numbers, little-endian and not necessarily aligned; F16 and BF16 widen exactly, F64 rounds to nearest.</summary>
    /// <param name="bytes">As many numbers as the destination has room for.</param>
    /// <param name="dtype">F32, F16, BF16 or F64.</param>
    /// <param name="destination">Receives them.</param>
    public static void Convert(ReadOnlySpan<byte> bytes, string dtype, Span<float> destination)
    {
        switch (dtype)
        {
            case "F32" when BitConverter.IsLittleEndian:
                bytes.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case "F32":
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            case "F16":
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
                break;
            case "BF16": // the upper half of a float
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16);
                break;
            default:
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
        }
    }
}
