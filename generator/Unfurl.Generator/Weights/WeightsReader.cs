using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unfurl.Generator;

/// <summary>Reads the header of a safetensors file, which the package's targets hand over as text: an object of tensors by name.</summary>
internal static class WeightsReader
{
    private const string NetworkOption = "build_metadata.AdditionalFiles.UnfurlNetwork";
    private const string FileOption = "build_metadata.AdditionalFiles.UnfurlWeights";
    private const string Metadata = "__metadata__";

    /// <summary>The header, or null for a file that is something else.</summary>
    public static WeightsSpec? Read(AdditionalText text, AnalyzerConfigOptions options, CancellationToken cancel)
    {
        if (!options.TryGetValue(NetworkOption, out string? network) || network.Length == 0)
            return null;
        string file = options.TryGetValue(FileOption, out string? name) && name.Length > 0 ? name : Path.GetFileName(text.Path);
        string header = text.GetText(cancel)?.ToString() ?? "";
        if (header.Length == 0)
            return new WeightsSpec(network, file, "expected 8 bytes of length and a header that long", default);
        try
        {
            return new WeightsSpec(network, file, null, Tensors(header).ToEquatable());
        }
        catch (Exception fault) when (fault is XmlException or FormatException)
        {
            return new WeightsSpec(network, file, fault.Message.TrimEnd('.'), default);
        }
    }

    // The framework reads JSON as XML: {"a": {"shape": [2]}} is <root type="object"><a type="object"><shape type="array"><item>2</item></shape></a></root>.
    private static IEnumerable<TensorSpec> Tensors(string header)
    {
        if (!IsClosed(header))
            throw new FormatException("the header ends early");
        using XmlReader reader = JsonReaderWriterFactory.CreateJsonReader(Encoding.UTF8.GetBytes(header.TrimEnd()), XmlDictionaryReaderQuotas.Max);
        XElement root = XElement.Load(reader);
        if ((string?)root.Attribute("type") != "object")
            throw new FormatException("the header is no JSON object");
        return [.. root.Elements().Where(e => Name(e) != Metadata).Select(Tensor)];
    }

    private static TensorSpec Tensor(XElement element)
    {
        string name = Name(element);
        string format = element.Element("dtype")?.Value ?? throw new FormatException($"'{name}' has no dtype");
        XElement shape = element.Element("shape") ?? throw new FormatException($"'{name}' has no shape");
        return new TensorSpec(name, format, "[" + string.Join(",", shape.Elements().Select(e => e.Value)) + "]");
    }

    // The framework's reader takes the end of the text for the end of every object: {"a":{} would pass.
    private static bool IsClosed(string json)
    {
        int depth = 0;
        bool quoted = false;
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            if (quoted && c == '\\')
                i++;
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted)
                depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
        }

        return depth == 0 && !quoted;
    }

    // A key that is no XML name stands in an attribute.
    private static string Name(XElement element) => element.Attribute("item")?.Value ?? element.Name.LocalName;
}
