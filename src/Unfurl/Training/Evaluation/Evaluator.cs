namespace Unfurl;

/// <summary>The walk through a data set behind every <see cref="Evaluation"/>.</summary>
internal sealed class Evaluator
{
    private readonly INetwork _network;
    private readonly ConfusionMatrix _confusion;
    private readonly long[] _ranks;
    private double _distance;

    private Evaluator(INetwork network, DataSet data, int classes)
    {
        _network = network;
        _confusion = new ConfusionMatrix(classes, data.Classes);
        _ranks = new long[classes];
    }

    /// <summary>Judges <paramref name="network"/> on all of <paramref name="data"/>, batch by batch.</summary>
    /// <param name="network">The network; its largest output counts as its answer.</param>
    /// <param name="data">Samples that fit it.</param>
    /// <param name="batch">Room for some of them.</param>
    /// <param name="classifies">Whether to count right answers; needs one label per sample.</param>
    /// <param name="measures">Whether to measure distances; needs a target for every output.</param>
    /// <param name="loss">The mean loss of a batch, or null.</param>
    public static Evaluation Run(
        INetwork network, DataSet data, Batch batch, bool classifies, bool measures, Func<Batch, float>? loss)
    {
        var evaluator = new Evaluator(network, data, classifies ? network.OutputLength : 0);
        float[] outputs = new float[classifies || measures ? checked(batch.Capacity * network.OutputLength) : 0];
        double total = 0;
        for (int done = 0; done < data.Count; done += batch.Count)
        {
            batch.Read(done, Math.Min(batch.Capacity, data.Count - done));
            if (loss is not null)
                total += (double)batch.Count * loss(batch);
            Span<float> answers = outputs.AsSpan(0, Math.Min(outputs.Length, batch.Count * network.OutputLength));
            if (!answers.IsEmpty)
                network.Forward(batch.Inputs, answers);
            if (classifies)
                evaluator.Count(batch, answers, done);
            if (measures)
                evaluator.Measure(batch, answers);
        }

        double error = measures ? evaluator._distance / ((double)data.Count * network.OutputLength) : double.NaN;
        return new Evaluation(data.Count, loss is null ? double.NaN : total / data.Count, evaluator._confusion, error, evaluator._ranks);
    }

    private void Count(Batch batch, ReadOnlySpan<float> outputs, int first)
    {
        int classes = _network.OutputLength;
        Span<int> best = stackalloc int[1];
        for (int i = 0; i < batch.Count; i++)
        {
            int label = batch.Labels[i];
            if ((uint)label >= (uint)classes)
                throw new ArgumentException(
                    $"Sample {first + i} has label {label}, expected 0 to {classes - 1}: {_network.Name} has {classes} outputs.", "data");
            ReadOnlySpan<float> scores = outputs.Slice(i * classes, classes);
            Scores.TopK(scores, best);
            _confusion.Add(label, best[0]);
            _ranks[Rank(scores, label)]++;
        }
    }

    private void Measure(Batch batch, ReadOnlySpan<float> outputs)
    {
        for (int i = 0; i < outputs.Length; i++)
            _distance += Math.Abs((double)outputs[i] - batch.Targets[i]);
    }

    /// <summary>How many classes come before this one.</summary>
    private static int Rank(ReadOnlySpan<float> scores, int label)
    {
        int rank = 0;
        for (int i = 0; i < scores.Length; i++)
            rank += Scores.Beats(scores, i, label) ? 1 : 0;
        return rank;
    }
}
