namespace Unfurl;

/// <summary>Samples with what they should give: class labels, target numbers, or both.</summary>
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

    /// <summary>Writes sample <paramref name="index"/> into the spans, whose lengths are those above. Allocates nothing.</summary>
    public abstract void Read(int index, Span<float> input, Span<int> labels, Span<float> targets);
}
