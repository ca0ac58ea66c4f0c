namespace Unfurl;

/// <summary>Samples with what they should give: class labels, target numbers, or both.</summary>
/// <remarks>Any number of threads may read one data set at a time.</remarks>
public abstract class DataSet
{
    /// <summary>How many samples.</summary>
    public abstract int Count { get; }

    /// <summary>Numbers in one input.</summary>
    public abstract int InputLength { get; }

    /// <summary>Class labels per sample; 1 for classification, 0 without classes.</summary>
    public abstract int LabelLength { get; }

    /// <summary>Target numbers per sample; 0 without targets.</summary>
    public virtual int TargetLength => 0;

    /// <summary>Names of the classes, or empty.</summary>
    public virtual IReadOnlyList<string> Classes => [];

    /// <summary>Says that training goes through the data for the <paramref name="epoch"/>-th time, counted from 1 over all calls and
    /// resumed runs. A data set that varies its samples varies them by this number; most have nothing to do.</summary>
    /// <remarks>Nobody may read meanwhile. One that wraps another passes it on.</remarks>
    public virtual void BeginEpoch(int epoch)
    {
    }

    /// <summary>Writes sample <paramref name="index"/> into the spans, whose lengths are those above. Allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public abstract void Read(int index, Span<float> input, Span<int> labels, Span<float> targets);

    /// <summary>Throws unless <see cref="Read"/> may go ahead.</summary>
    private protected void CheckRead(int index, int input, int labels, int targets)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} samples.");
        CheckLength(nameof(input), input, InputLength);
        CheckLength(nameof(labels), labels, LabelLength);
        CheckLength(nameof(targets), targets, TargetLength);
    }

    private static void CheckLength(string name, int actual, int expected)
    {
        if (actual != expected)
            throw new ArgumentException($"The span for {name} has room for {actual} numbers, expected {expected}.", name);
    }
}
