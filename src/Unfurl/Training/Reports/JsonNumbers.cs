using System.Globalization;
using System.Text.Json;

namespace Unfurl;

/// <summary>Numbers in JSON that come back bit for bit; those that are not finite, which JSON lacks, as text.</summary>
internal static class JsonNumbers
{
    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    public static void Write(Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        Write(writer, value);
    }

    /// <exception cref="FormatException">It is no number.</exception>
    public static double Read(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetDouble();
}
