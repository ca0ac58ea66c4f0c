namespace Unfurl;

/// <summary>Some samples of a data set, as a data set.</summary>
internal sealed class DataPart(DataSet data, int[] indices) : DataSet
{
    // Keeps the split apart from the orders of the epochs, which are drawn from the same seed.
    private const ulong SplitStream = 0x5B17;

    public override int Count => indices.Length;

    public override int InputLength => data.InputLength;

    public override int LabelLength => data.LabelLength;

    public override int TargetLength => data.TargetLength;

    public override IReadOnlyList<string> Classes => data.Classes;

    public override void Read(int index, Span<float> input, Span<int> labels, Span<float> targets) =>
        data.Read(indices[index], input, labels, targets);

    /// <summary>Parts the samples in two; both keep the order of the data.</summary>
    /// <exception cref="ArgumentException">One part would be empty.</exception>
    public static (DataSet Training, DataSet Validation) Split(DataSet data, float validationShare, int seed)
    {
        int count = (int)Math.Round(data.Count * (double)validationShare);
        if (count == 0 || count == data.Count)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A share of {validationShare} of {data.Count} samples leaves nothing to one of training and validation."),
                nameof(data));
        }

        var random = new SplitMix64(SplitMix64.Mix((ulong)seed) ^ SplitMix64.Mix(SplitStream));
        bool[] held = new bool[data.Count];
        // Selection sampling: each sample is taken with the chance that is left for it.
        for (int i = 0, needed = count; i < held.Length && needed > 0; i++)
        {
            held[i] = random.NextInt32(held.Length - i) < needed;
            needed -= held[i] ? 1 : 0;
        }

        int[] all = [.. Enumerable.Range(0, data.Count)];
        return (new DataPart(data, [.. all.Where(i => !held[i])]), new DataPart(data, [.. all.Where(i => held[i])]));
    }
}
