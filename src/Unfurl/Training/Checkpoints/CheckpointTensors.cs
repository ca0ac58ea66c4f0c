namespace Unfurl;

/// <summary>The tensors of a checkpoint: weights under their keys, the optimizer's state under <c>optimizer/NAME/KEY</c>, the best
/// weights under <c>best/KEY</c>.</summary>
internal sealed class CheckpointTensors
{
    private readonly List<ParameterInfo> _table = [];
    private readonly List<(int Start, int Length)> _parts = [];
    private int _length;

    /// <summary>Lays the tensors out one set behind the other.</summary>
    public CheckpointTensors(NetworkParameters weights, ReadOnlySpan<string> states, bool hasBest)
    {
        Add(weights.Table, "", weights.Values.Length);
        foreach (string state in states)
            Add(Array.FindAll(weights.Table.ToArray(), tensor => tensor.IsLearned), $"optimizer/{state}/", weights.LearnedLength);
        if (hasBest)
            Add(weights.Table, "best/", weights.Values.Length);
    }

    /// <summary>Writes the sets, in the order they were laid out, in one atomic file.</summary>
    public void Save(string path, NetworkParameters weights, float[][]? states, float[]? best, Dictionary<string, string> metadata)
    {
        float[] all = new float[_length];
        weights.Values.CopyTo(Part(all, 0));
        int part = 1;
        foreach (float[] state in states ?? [])
            state.CopyTo(Part(all, part++));
        best?.CopyTo(Part(all, part));
        SafetensorsWriter.Save(path, _table.ToArray(), all, metadata);
    }

    /// <summary>Reads all sets behind one another; <see cref="Part"/> parts them.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape; all mismatches are listed.</exception>
    public float[] Load(SafetensorsFile file, string network)
    {
        var mismatches = new List<string>();
        foreach (ParameterInfo tensor in _table)
        {
            if (!file.TryGet(tensor.Key, out SafetensorsEntry? entry))
                mismatches.Add($"{tensor.Key} is missing");
            else if (entry.DType != "F32" || !entry.Shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent)))
            {
                mismatches.Add(
                    $"{tensor.Key} is {entry.DType} {SafetensorsTypes.Text(entry.Shape)}, " +
                    $"expected F32 {SafetensorsTypes.Text(tensor.Shape)}");
            }
        }

        var expected = _table.Select(tensor => tensor.Key).ToHashSet(StringComparer.Ordinal);
        mismatches.AddRange(file.Entries.Where(entry => !expected.Contains(entry.Name)).Select(entry => $"{entry.Name} is not used"));
        if (mismatches.Count > 0)
        {
            throw new InvalidDataException(
                $"{file.Source} is no checkpoint of {network} with this optimizer: {string.Join("; ", mismatches)}.");
        }

        float[] all = new float[_length];
        foreach (ParameterInfo tensor in _table)
            file.CopyTo(tensor.Key, all.AsSpan(tensor.Offset, tensor.Length));
        return all;
    }

    /// <summary>A set of tensors, by its number.</summary>
    public Span<float> Part(float[] all, int number) => all.AsSpan(_parts[number].Start, _parts[number].Length);

    private void Add(ReadOnlySpan<ParameterInfo> table, string prefix, int length)
    {
        foreach (ParameterInfo tensor in table)
            _table.Add(tensor with { Key = prefix + tensor.Key, Offset = _length + tensor.Offset });
        _parts.Add((_length, length));
        _length = checked(_length + length);
    }
}
