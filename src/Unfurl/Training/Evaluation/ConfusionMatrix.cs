using System.Globalization;

namespace Unfurl;

/// <summary>How often each class was taken for each: a row per actual class, a column per predicted one.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;
    private readonly IReadOnlyList<string> _names;

    internal ConfusionMatrix(int classes, IReadOnlyList<string> names)
    {
        Classes = classes;
        _names = names;
        _counts = new long[checked(classes * classes)];
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>How many samples of class <paramref name="actual"/> were taken for class <paramref name="predicted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted] => _counts[Place(actual, predicted)];

    /// <summary>All samples.</summary>
    public long Count { get; private set; }

    /// <summary>Those on the diagonal.</summary>
    public long Correct { get; private set; }

    /// <summary>Share of correct answers, 0 to 1; NaN without samples.</summary>
    public double Accuracy => (double)Correct / Count;

    /// <summary>The class's name in the data set, or its number if it has none.</summary>
    public string Name(int label) => label < _names.Count ? _names[label] : label.ToString(CultureInfo.InvariantCulture);

    /// <summary>Share of the samples of class <paramref name="actual"/> that were recognised, 0 to 1; NaN if there are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int actual)
    {
        long all = 0;
        for (int predicted = 0; predicted < Classes; predicted++)
            all += this[actual, predicted];
        return (double)this[actual, actual] / all;
    }

    /// <summary>Share of the answers <paramref name="predicted"/> that were right, 0 to 1; NaN if there are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int predicted)
    {
        long all = 0;
        for (int actual = 0; actual < Classes; actual++)
            all += this[actual, predicted];
        return (double)this[predicted, predicted] / all;
    }

    internal IReadOnlyList<string> Names => _names;

    internal void Add(int actual, int predicted, long samples = 1)
    {
        _counts[Place(actual, predicted)] += samples;
        Count += samples;
        Correct += actual == predicted ? samples : 0;
    }

    private int Place(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actual);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, Classes);
        ArgumentOutOfRangeException.ThrowIfNegative(predicted);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes);
        return actual * Classes + predicted;
    }
}
