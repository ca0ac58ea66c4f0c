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

    /// <summary>Reads every tensor. Nothing is changed unless all of them fit.</summary>
    /// <remarks>F16, BF16 and F64 are converted. Tensors that the network does not have are a mismatch if they hold real numbers and are
    /// ignored otherwise: PyTorch stores counters such as <c>num_batches_tracked</c> (I64, shape []) that carry no weights.</remarks>
    /// <exception cref="InvalidDataException">The file is damaged, or does not fit; the message lists every mismatch.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load(NetworkParameters parameters, string path) => Load(parameters, SafetensorsFile.Read(path));

    /// <inheritdoc cref="Load(NetworkParameters, string)"/>
    public static void Load(NetworkParameters parameters, SafetensorsFile file)
    {
        List<string> mismatches = Mismatches(parameters.Table, file);
        if (mismatches.Count > 0)
            throw new InvalidDataException($"{file.Source} does not fit {parameters.Network}: {string.Join("; ", mismatches)}.");

        foreach (ParameterInfo tensor in parameters.Table)
            file.CopyTo(tensor.Key, parameters.Values.Slice(tensor.Offset, tensor.Length));
        parameters.MarkChanged();
    }

    private static List<string> Mismatches(ReadOnlySpan<ParameterInfo> table, SafetensorsFile file)
    {
        var mismatches = new List<string>();
        var expected = new HashSet<string>(StringComparer.Ordinal);
        foreach (ParameterInfo tensor in table)
        {
            expected.Add(tensor.Key);
            if (!file.TryGet(tensor.Key, out SafetensorsEntry? entry))
            {
                mismatches.Add($"{tensor.Key} is missing");
                continue;
            }

            if (!entry.Shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent)))
                mismatches.Add($"{tensor.Key} is {SafetensorsTypes.Text(entry.Shape)}, expected {SafetensorsTypes.Text(tensor.Shape)}");
            if (!entry.IsReadable)
                mismatches.Add($"{tensor.Key} is {entry.DType}, expected F32, F16, BF16 or F64");
        }

        foreach (SafetensorsEntry entry in file.Entries)
        {
            if (entry.IsFloat && !expected.Contains(entry.Name))
                mismatches.Add($"{entry.Name} is not part of the network");
        }

        return mismatches;
    }
}
