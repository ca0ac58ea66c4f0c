using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Unfurl.Tests.Oracle;

/// <summary>One reference case: attributes and tolerances from the manifest, tensors from the file beside it.</summary>
/// <remarks>Reads safetensors by itself, so that an error in the library's reader cannot hide here.</remarks>
internal sealed class GoldenCase
{
    private const string Folder = "oracle/golden";
    private static readonly Lazy<JsonElement[]> Manifest = new(ReadManifest);
    private readonly Dictionary<string, (int[] Shape, float[] Values)> _tensors = [];
    private readonly JsonElement _entry;

    private GoldenCase(JsonElement entry)
    {
        _entry = entry;
        Name = entry.GetProperty("name").GetString()!;
        ReadTensors(File.ReadAllBytes(SharedFolder.Require($"{Folder}/{Name}.safetensors")));
    }

    public string Name { get; }

    public string Family => _entry.GetProperty("family").GetString()!;

    public JsonElement Attributes => _entry.GetProperty("attrs");

    /// <summary>Frameworks differ here; the expectation is one of several.</summary>
    public bool Convention => _entry.GetProperty("convention").GetBoolean();

    /// <summary>Infinities, NaN and huge numbers.</summary>
    public bool Special => _entry.GetProperty("special").GetBoolean();

    public IEnumerable<string> Tensors => _tensors.Keys;

    public float[] this[string tensor] => _tensors[tensor].Values;

    public int[] Shape(string tensor) => _tensors[tensor].Shape;

    /// <summary>Tolerance for code that computes in single precision throughout: |a - b| &lt;= atol + rtol |b|.</summary>
    public (double Relative, double Absolute) Tight(string tensor)
    {
        JsonElement tolerance = _entry.GetProperty("tol").GetProperty(tensor);
        return (tolerance.GetProperty("rtol_tight").GetDouble(), tolerance.GetProperty("atol_tight").GetDouble());
    }

    /// <summary>The number under an attribute, or the default.</summary>
    public float Number(string attribute, float otherwise = 0) =>
        Attributes.TryGetProperty(attribute, out JsonElement value) ? value.GetSingle() : otherwise;

    /// <summary>All cases of a family, or all there are.</summary>
    public static IEnumerable<GoldenCase> All(string? family = null) => RequireManifest()
        .Where(entry => family is null || entry.GetProperty("family").GetString() == family)
        .Select(entry => new GoldenCase(entry));

    public static GoldenCase Load(string name) =>
        new(RequireManifest().Single(entry => entry.GetProperty("name").GetString() == name));

    /// <summary>Fails at the element that is furthest out of the tight tolerance. NaN equals NaN.</summary>
    public void AssertClose(string tensor, ReadOnlySpan<float> actual) =>
        AssertClose(this[tensor], actual, Tight(tensor), $"{Name}, {tensor}");

    /// <inheritdoc cref="AssertClose(string, ReadOnlySpan{float})"/>
    public static void AssertClose(
        ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, (double Relative, double Absolute) tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double worst = 1;
        int where = -1;
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i].Equals(actual[i]))
                continue;
            double error = Math.Abs((double)expected[i] - actual[i]) / (tolerance.Absolute + tolerance.Relative * Math.Abs(expected[i]));
            if (error > worst || !double.IsFinite(error))
                (worst, where) = (double.IsFinite(error) ? error : double.MaxValue, i);
        }

        if (where >= 0)
            Assert.Fail($"{what}[{where}]: expected {expected[where]:R}, got {actual[where]:R}, {worst:G3} times the tolerance.");
    }

    // Outside the Lazy, which would keep the skip as its result.
    private static JsonElement[] RequireManifest()
    {
        SharedFolder.Require($"{Folder}/manifest.json");
        return Manifest.Value;
    }

    private static JsonElement[] ReadManifest()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Require($"{Folder}/manifest.json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(entry => entry.Clone())];
    }

    private void ReadTensors(byte[] file)
    {
        int headerLength = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
        ReadOnlySpan<byte> data = file.AsSpan(8 + headerLength);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        foreach (JsonProperty tensor in header.RootElement.EnumerateObject().Where(property => property.Name != "__metadata__"))
        {
            JsonElement offsets = tensor.Value.GetProperty("data_offsets");
            ReadOnlySpan<byte> bytes = data[offsets[0].GetInt32()..offsets[1].GetInt32()];
            int[] shape = [.. tensor.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
            _tensors.Add(tensor.Name, (shape, Convert(bytes, tensor.Value.GetProperty("dtype").GetString()!)));
        }
    }

    private static float[] Convert(ReadOnlySpan<byte> bytes, string type) => type switch
    {
        "F32" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        "F64" => Array.ConvertAll(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), value => (float)value),
        "I64" => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), value => (float)value),
        _ => throw new NotSupportedException($"No tensor type {type} was in the reference files when this was written."),
    };
}
