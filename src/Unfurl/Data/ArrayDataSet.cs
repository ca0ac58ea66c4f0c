namespace Unfurl;

/// <summary>Samples held in arrays, one behind the other.</summary>
public sealed class ArrayDataSet : DataSet
{
    private readonly float[] _inputs;
    private readonly int[] _labels;
    private readonly float[] _targets;

    /// <summary>Uses the arrays as they are, without a copy. Lengths per sample follow from dividing by <paramref name="count"/>.</summary>
    /// <param name="count">How many samples, at least 1.</param>
    /// <param name="inputs">count * InputLength numbers, sample after sample.</param>
    /// <param name="labels">count * LabelLength class labels, or null; each at least 0, and below the number of named classes.</param>
    /// <param name="targets">count * TargetLength numbers, or null.</param>
    /// <param name="classes">Names of the classes, or null.</param>
    /// <exception cref="ArgumentException">An array is no whole number of samples, or a label is out of range.</exception>
    public ArrayDataSet(int count, float[] inputs, int[]? labels = null, float[]? targets = null, IReadOnlyList<string>? classes = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(inputs);
        Count = count;
        _inputs = inputs;
        _labels = labels ?? [];
        _targets = targets ?? [];
        Classes = classes ?? [];
        InputLength = PerSample(nameof(inputs), inputs.Length);
        LabelLength = PerSample(nameof(labels), _labels.Length);
        TargetLength = PerSample(nameof(targets), _targets.Length);
        if (InputLength == 0)
            throw new ArgumentException("There are no inputs.", nameof(inputs));
        CheckLabels();
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int InputLength { get; }

    /// <inheritdoc/>
    public override int LabelLength { get; }

    /// <inheritdoc/>
    public override int TargetLength { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public override void Read(int index, Span<float> input, Span<int> labels, Span<float> targets)
    {
        CheckRead(index, input.Length, labels.Length, targets.Length);
        _inputs.AsSpan(index * InputLength, InputLength).CopyTo(input);
        _labels.AsSpan(index * LabelLength, LabelLength).CopyTo(labels);
        _targets.AsSpan(index * TargetLength, TargetLength).CopyTo(targets);
    }

    private int PerSample(string name, int length) => length % Count == 0
        ? length / Count
        : throw new ArgumentException($"{length} {name} are no whole number for each of {Count} samples.", name);

    private void CheckLabels()
    {
        int end = Classes.Count == 0 ? int.MaxValue : Classes.Count;
        int bad = Array.FindIndex(_labels, label => label < 0 || label >= end);
        if (bad >= 0)
            throw new ArgumentException($"Label {bad} is {_labels[bad]}, expected 0 to {end - 1}.", "labels");
    }
}
