namespace Unfurl;

/// <summary>Trains a network: one batch at a time by <c>Step</c>, or whole data sets by <c>Fit</c>.</summary>
/// <remarks>Same network, data, optimizer and <see cref="Seed"/>, same kind of machine: same bits. A trainer belongs to one thread at a
/// time.</remarks>
/// <typeparam name="TNetwork">The network's class.</typeparam>
public sealed partial class Trainer<TNetwork>
    where TNetwork : ITrainableNetwork<TNetwork>
{
    private int _batchSize = 64;
    private int _batchesPerStep = 1;

    /// <summary>Creates a trainer; nothing is allocated for training yet.</summary>
    /// <param name="network">The network whose weights change.</param>
    /// <param name="optimizer">How they change. Its state belongs to these weights: use a new one for another network.</param>
    public Trainer(TNetwork network, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        Network = network;
        Optimizer = optimizer;
        optimizer.Arrange(network.Weights);
    }

    /// <summary>The network that is trained.</summary>
    public TNetwork Network { get; }

    /// <summary>The optimizer; its learning rate may be changed between steps.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Samples the network takes at once in <c>Fit</c>, at least 1; 64 unless set. The last step of an epoch takes what is left.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get => _batchSize;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _batchSize = value;
        }
    }

    /// <summary>Batches of a step of <c>Fit</c>, at least 1; 1 unless set. With k, a step takes the mean gradient of
    /// k * <see cref="BatchSize"/> samples, in the memory of BatchSize.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchesPerStep
    {
        get => _batchesPerStep;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _batchesPerStep = value;
        }
    }

    /// <summary>Decides the order of the samples in every epoch of <c>Fit</c>; 0 unless set.</summary>
    public int Seed { get; set; }

    /// <summary>What <c>Fit</c> has done so far.</summary>
    public TrainingHistory History { get; } = new();

    /// <summary>One step on a batch of n = inputs.Length / InputLength samples with classes.</summary>
    /// <param name="inputs">n * InputLength numbers, sample after sample.</param>
    /// <param name="labels">n * LabelsPerSample classes.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => Step(inputs, labels, []);

    /// <summary>One step on a batch of n = inputs.Length / InputLength samples with target numbers.</summary>
    /// <param name="inputs">n * InputLength numbers, sample after sample.</param>
    /// <param name="targets">n * TargetsPerSample numbers.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Step(inputs, [], targets);

    /// <summary>One step on a batch of n = inputs.Length / InputLength samples, for losses that take both classes and numbers.</summary>
    /// <remarks>After the first call with an n as large, nothing is allocated.</remarks>
    /// <param name="inputs">n * InputLength numbers, sample after sample.</param>
    /// <param name="labels">n * LabelsPerSample classes.</param>
    /// <param name="targets">n * TargetsPerSample numbers.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a gradient is infinite or NaN; the weights are as before.</exception>
    /// <exception cref="ArgumentException">A span has the wrong length, or a label is out of range; the weights are as before.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        BeginStep();
        float loss = Network.AccumulateGradients(inputs, labels, targets);
        EndStep(loss, inputs, targets);
        return loss;
    }

    /// <summary>Judges the network as it is, without dropout: loss, for classifiers accuracy and confusion, for regressions the mean absolute
    /// error.</summary>
    /// <remarks>Accuracy needs a loss with one label per sample, the error a loss with a target for every output. A network without a loss
    /// is judged by <see cref="Evaluation.Of"/>.</remarks>
    /// <exception cref="ArgumentException">The data set does not fit the network.</exception>
    public Evaluation Evaluate(DataSet data)
    {
        if (!HasLoss)
            return Evaluation.Of(Network, data);
        CheckData(data, nameof(data));
        return Evaluator.Run(
            Network,
            data,
            NewBatch(data),
            classifies: Network.LabelsPerSample == 1,
            measures: Network.TargetsPerSample == Network.OutputLength,
            b => Network.EvaluateLoss(b.Inputs, b.Labels, b.Targets));
    }

    private bool HasLoss => Network.LabelsPerSample + Network.TargetsPerSample > 0;

    private Batch NewBatch(DataSet data) =>
        new(data, Math.Min(BatchSize, data.Count), Network.LabelsPerSample > 0, Network.TargetsPerSample > 0);

    private void CheckData(DataSet data, string name)
    {
        TrainingArguments.CheckInputs(Network, data, name);
        TrainingArguments.CheckLoss(Network, data, Network.LabelsPerSample, Network.TargetsPerSample, name);
    }
}
