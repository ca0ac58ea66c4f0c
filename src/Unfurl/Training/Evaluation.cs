namespace Unfurl;

/// <summary>How a network does on a data set.</summary>
public sealed class Evaluation
{
    private const int BatchSize = 64;

    internal Evaluation(int count, double loss, ConfusionMatrix confusion)
    {
        Count = count;
        Loss = loss;
        Confusion = confusion;
    }

    /// <summary>Samples that were judged.</summary>
    public int Count { get; }

    /// <summary>Samples whose largest output is the one of their label; 0 if the network does not classify.</summary>
    public long Correct => Confusion.Correct;

    /// <summary>Share of correct answers, 0 to 1; NaN if the network does not classify.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>Mean loss over the samples; NaN if no loss was computed.</summary>
    public double Loss { get; }

    /// <summary>Which class was taken for which; without classes if the network does not classify.</summary>
    public ConfusionMatrix Confusion { get; }

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
        return Evaluator.Run(network, data, batch, classifies: true, loss: null);
    }
}
