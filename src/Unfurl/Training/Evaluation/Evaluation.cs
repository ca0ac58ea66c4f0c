namespace Unfurl;

/// <summary>How a network does on a data set.</summary>
public sealed class Evaluation
{
    private const int BatchSize = 64;

    private readonly long[] _ranks;

    internal Evaluation(int count, double loss, ConfusionMatrix confusion, double error = double.NaN, long[]? ranks = null)
    {
        Count = count;
        Loss = loss;
        MeanAbsoluteError = error;
        Confusion = confusion;
        _ranks = ranks ?? [];
    }

    /// <summary>Samples that were judged.</summary>
    public int Count { get; }

    /// <summary>Samples whose largest output is the one of their label; 0 if the network does not classify.</summary>
    public long Correct => Confusion.Correct;

    /// <summary>Share of correct answers, 0 to 1; NaN if the network does not classify.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>Mean loss over the samples; NaN if no loss was computed.</summary>
    public double Loss { get; }

    /// <summary>Mean distance between outputs and targets; NaN unless the loss takes a target for every output.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>How often the output of the right class was the largest, the second and so on; empty if the network does not classify.
    /// </summary>
    internal ReadOnlySpan<long> Ranks => _ranks;

    /// <summary>Which class was taken for which; without classes if the network does not classify.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>Share of samples whose class is among the <paramref name="k"/> largest outputs, 0 to 1; NaN if the network does not
    /// classify. Of equal outputs the first counts as the larger.</summary>
    /// <param name="k">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
    public double TopAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        long right = 0;
        foreach (long count in _ranks.AsSpan(0, Math.Min(k, _ranks.Length)))
            right += count;
        return (double)right / Confusion.Count;
    }

    /// <summary>Judges a classifier, inference-only ones too, by its answers alone: there is no <see cref="Loss"/>.</summary>
    /// <param name="network">The network; the place of its largest output is its answer.</param>
    /// <param name="data">Samples with one label each, from 0 to OutputLength - 1.</param>
    /// <exception cref="ArgumentException">The data set does not fit the network, or a label is out of range.</exception>
    public static Evaluation Of(INetwork network, DataSet data)
    {
        ArgumentNullException.ThrowIfNull(network);
        TrainingArguments.CheckInputs(network, data, nameof(data));
        if (data.LabelLength != 1)
            throw new ArgumentException($"Expected 1 label per sample, but the data set has {data.LabelLength}.", nameof(data));
        var batch = new Batch(data, Math.Min(BatchSize, data.Count), useLabels: true, useTargets: false);
        return Evaluator.Run(network, data, batch, classifies: true, measures: false, loss: null);
    }
}
