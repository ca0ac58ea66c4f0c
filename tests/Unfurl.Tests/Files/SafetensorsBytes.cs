using System.Text;

namespace Unfurl.Tests.Files;

/// <summary>Safetensors files put together by hand.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A header as given, its length in front, and data behind.</summary>
    public static byte[] Join(string header, params byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)json.Length), .. json, .. data];
    }

    /// <summary>Tensor <c>a</c> alone.</summary>
    public static byte[] Single(string dtype, string shape, params byte[] data) =>
        Join($$$"""{"a":{"dtype":"{{{dtype}}}","shape":{{{shape}}},"data_offsets":[0,{{{data.Length}}}]}}""", data);
}
