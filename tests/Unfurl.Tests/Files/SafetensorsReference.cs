using System.Text.Json;

namespace Unfurl.Tests.Files;

/// <summary>A second reader of safetensors files, written from the format's description and for valid files alone: slow and
/// obvious.</summary>
internal static class SafetensorsReference
{
    /// <summary>Name, format, shape and numbers of every tensor; no numbers for formats that hold no weights.</summary>
    public static Dictionary<string, (string DType, long[] Shape, float[]? Values)> Read(byte[] file)
    {
        int header = (int)BitConverter.ToInt64(file);
        using JsonDocument json = JsonDocument.Parse(file.AsMemory(8, header));
        var tensors = new Dictionary<string, (string, long[], float[]?)>();
        foreach (JsonProperty tensor in json.RootElement.EnumerateObject())
        {
            if (tensor.Name == "__metadata__")
                continue;
            long[] offsets = Numbers(tensor.Value.GetProperty("data_offsets")), shape = Numbers(tensor.Value.GetProperty("shape"));
            byte[] bytes = file[(8 + header + (int)offsets[0])..(8 + header + (int)offsets[1])];
            string dtype = tensor.Value.GetProperty("dtype").GetString()!;
            tensors.Add(tensor.Name, (dtype, shape, Values(dtype, bytes)));
        }

        return tensors;
    }

    private static long[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetInt64())];

    private static float[]? Values(string dtype, byte[] bytes) => dtype switch
    {
        "F32" => [.. bytes.Chunk(4).Select(b => BitConverter.UInt32BitsToSingle((uint)(b[0] | b[1] << 8 | b[2] << 16 | b[3] << 24)))],
        "BF16" => [.. bytes.Chunk(2).Select(b => BitConverter.UInt32BitsToSingle((uint)(b[0] << 16 | b[1] << 24)))],
        "F64" => [.. bytes.Chunk(8).Select(b => (float)BitConverter.ToDouble(b))],
        "F16" => [.. bytes.Chunk(2).Select(b => Half(b[0] | b[1] << 8))],
        _ => null,
    };

    // (-1)^sign 2^(exponent - 15) (1 + fraction / 1024), and the two ends of the exponent.
    private static float Half(int bits)
    {
        (int sign, int exponent, int fraction) = (bits >> 15, bits >> 10 & 31, bits & 1023);
        double magnitude = exponent switch
        {
            0 => fraction * Math.Pow(2, -24),
            31 => fraction == 0 ? double.PositiveInfinity : double.NaN,
            _ => Math.Pow(2, exponent - 25) * (1024 + fraction),
        };
        return (float)(sign == 0 ? magnitude : -magnitude);
    }
}
