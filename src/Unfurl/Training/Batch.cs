namespace Unfurl;

/// <summary>Room for some samples of a data set, filled again and again.</summary>
/// <param name="data">Where the samples come from.</param>
/// <param name="capacity">Samples that fit.</param>
/// <param name="useLabels">Whether <see cref="Labels"/> hands out the labels.</param>
/// <param name="useTargets">Whether <see cref="Targets"/> hands out the targets.</param>
internal sealed class Batch(DataSet data, int capacity, bool useLabels, bool useTargets)
{
    private readonly float[] _inputs = new float[checked(capacity * data.InputLength)];
    private readonly int[] _labels = new int[checked(capacity * data.LabelLength)];
    private readonly float[] _targets = new float[checked(capacity * data.TargetLength)];

    /// <summary>Samples that fit.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Samples it holds now.</summary>
    public int Count { get; private set; }

    /// <summary>The inputs, sample after sample.</summary>
    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Count * data.InputLength);

    /// <summary>The labels, or none if the network takes none.</summary>
    public ReadOnlySpan<int> Labels => useLabels ? _labels.AsSpan(0, Count * data.LabelLength) : [];

    /// <summary>The targets, or none if the network takes none.</summary>
    public ReadOnlySpan<float> Targets => useTargets ? _targets.AsSpan(0, Count * data.TargetLength) : [];

    /// <summary>Reads the samples of these numbers.</summary>
    public void Read(ReadOnlySpan<int> indices)
    {
        Count = indices.Length;
        for (int i = 0; i < indices.Length; i++)
            ReadInto(indices[i], i);
    }

    /// <summary>Reads <paramref name="count"/> samples from <paramref name="start"/> on.</summary>
    public void Read(int start, int count)
    {
        Count = count;
        for (int i = 0; i < count; i++)
            ReadInto(start + i, i);
    }

    private void ReadInto(int index, int place) => data.Read(
        index,
        _inputs.AsSpan(place * data.InputLength, data.InputLength),
        _labels.AsSpan(place * data.LabelLength, data.LabelLength),
        _targets.AsSpan(place * data.TargetLength, data.TargetLength));
}
