namespace Unfurl;

/// <summary>The walk through a data set behind every <see cref="Evaluation"/>.</summary>
internal static class Evaluator
{
    /// <summary>Judges <paramref name="network"/> on all of <paramref name="data"/>, batch by batch.</summary>
    /// <param name="network">The network; its largest output counts as its answer.</param>
    /// <param name="data">Samples that fit it.</param>
    /// <param name="batch">Room for some of them.</param>
    /// <param name="classifies">Whether to count right answers; needs one label per sample.</param>
    /// <param name="loss">The mean loss of a batch, or null.</param>
    public static Evaluation Run(INetwork network, DataSet data, Batch batch, bool classifies, Func<Batch, float>? loss)
    {
        var confusion = new ConfusionMatrix(classifies ? network.OutputLength : 0, data.Classes);
        float[] outputs = new float[classifies ? checked(batch.Capacity * network.OutputLength) : 0];
        double total = 0;
        for (int done = 0; done < data.Count; done += batch.Count)
        {
            batch.Read(done, Math.Min(batch.Capacity, data.Count - done));
            if (loss is not null)
                total += (double)batch.Count * loss(batch);
            if (classifies)
                Count(network, batch, outputs.AsSpan(0, batch.Count * network.OutputLength), confusion, done);
        }

        return new Evaluation(data.Count, loss is null ? double.NaN : total / data.Count, confusion);
    }

    private static void Count(INetwork network, Batch batch, Span<float> outputs, ConfusionMatrix confusion, int first)
    {
        network.Forward(batch.Inputs, outputs);
        int classes = network.OutputLength;
        for (int i = 0; i < batch.Count; i++)
        {
            int label = batch.Labels[i];
            if ((uint)label >= (uint)classes)
                throw new ArgumentException(
                    $"Sample {first + i} has label {label}, expected 0 to {classes - 1}: {network.Name} has {classes} outputs.", "data");
            confusion.Add(label, Largest(outputs.Slice(i * classes, classes)));
        }
    }

    /// <summary>Where the largest number is; the first of equal ones.</summary>
    private static int Largest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
                largest = i;
        }

        return largest;
    }
}
