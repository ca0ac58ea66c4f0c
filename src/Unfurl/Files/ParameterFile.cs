namespace Unfurl;

/// <summary>Weights to and from safetensors files.</summary>
internal static class ParameterFile
{
    /// <summary>Writes every tensor as F32 under its key, with the network's name as metadata.</summary>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it was.</exception>
    public static void Save(NetworkParameters parameters, string path)
    {
        var metadata = new Dictionary<string, string> { ["network"] = parameters.Network };
        SafetensorsWriter.Save(path, parameters.Table, parameters.Values, metadata);
    }

    /// <summary>Reads every tensor of a file. Nothing is changed unless all of them fit.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or does not fit; the message lists every mismatch.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load(NetworkParameters parameters, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Load(parameters, File.ReadAllBytes(path), Path.GetFileName(path));
    }

    /// <summary>Reads every tensor from what is left of a stream, such as a resource of the assembly; the stream stays open.</summary>
    /// <exception cref="InvalidDataException">The stream is no such file, or does not fit; the message lists every mismatch.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static void Load(NetworkParameters parameters, Stream stream, string source) =>
        Load(parameters, StreamBytes.ReadToEnd(stream, source).Span, source);

    /// <summary>Reads every tensor from a file in memory, each with one copy to its place.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such file, or do not fit; the message lists every mismatch.</exception>
    public static void Load(NetworkParameters parameters, ReadOnlySpan<byte> file, string source)
    {
        Load(parameters.Network, parameters.Table, parameters.Values, file, source);
        parameters.MarkChanged();
    }

    /// <summary>Reads the tensors of a table, each with one copy to its place in <paramref name="values"/>.</summary>
    /// <remarks>F16, BF16 and F64 are converted. Tensors that the table does not have are a mismatch if they hold floating-point numbers
    /// and are ignored otherwise: PyTorch stores counters such as <c>num_batches_tracked</c> (I64, shape []) that carry no weights.
    /// Everything is checked before anything is written.</remarks>
    /// <exception cref="InvalidDataException">The bytes are no such file, or do not fit; the message lists every mismatch.</exception>
    public static void Load(
        string network, ReadOnlySpan<ParameterInfo> table, Span<float> values, ReadOnlySpan<byte> file, string source)
    {
        SafetensorsHeader header = SafetensorsHeader.Read(file, source);
        Dictionary<string, SafetensorsEntry> entries = header.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        List<string> mismatches = Mismatches(table, header.Entries, entries);
        if (mismatches.Count > 0)
            throw new InvalidDataException($"{source} does not fit {network}: {string.Join("; ", mismatches)}.");

        ReadOnlySpan<byte> data = file[header.DataStart..];
        foreach (ParameterInfo tensor in table)
        {
            SafetensorsEntry entry = entries[tensor.Key];
            SafetensorsValues.Convert(data[(int)entry.Begin..(int)entry.End], entry.DType, values.Slice(tensor.Offset, tensor.Length));
        }
    }

    private static List<string> Mismatches(
        ReadOnlySpan<ParameterInfo> table, List<SafetensorsEntry> inOrder, Dictionary<string, SafetensorsEntry> entries)
    {
        var mismatches = new List<string>();
        var expected = new HashSet<string>(StringComparer.Ordinal);
        foreach (ParameterInfo tensor in table)
        {
            expected.Add(tensor.Key);
            if (!entries.TryGetValue(tensor.Key, out SafetensorsEntry? entry))
            {
                mismatches.Add($"{tensor.Key} is missing");
                continue;
            }

            if (!entry.Shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent)))
                mismatches.Add($"{tensor.Key} is {SafetensorsTypes.Text(entry.Shape)}, expected {SafetensorsTypes.Text(tensor.Shape)}");
            if (!entry.IsReadable)
                mismatches.Add($"{tensor.Key} is {entry.DType}, expected F32, F16, BF16 or F64");
        }

        foreach (SafetensorsEntry entry in inOrder)
        {
            if (entry.IsFloat && !expected.Contains(entry.Name))
                mismatches.Add($"{SafetensorsHeaderParser.Shorten(entry.Name)} is not part of the network");
        }

        return mismatches;
    }
}
