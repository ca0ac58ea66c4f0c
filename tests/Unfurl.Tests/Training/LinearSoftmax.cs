namespace Unfurl.Tests.Training;

/// <summary>Four numbers in, three classes out: scores = W x + b with cross-entropy, written by hand for the trainer's tests.</summary>
/// <remarks>With targets its loss is their mean, which shows that they arrive.</remarks>
internal sealed class LinearSoftmax : ITrainableNetwork<LinearSoftmax>
{
    public const int Inputs = 4;
    public const int Classes = 3;
    private const int Biases = 16;

    private static readonly int[] Input = [Inputs];
    private static readonly int[] Output = [Classes];
    private readonly float[] _gradients = new float[32];
    private readonly float[] _scores = new float[Classes];

    public LinearSoftmax(int seed)
        : this(new Parameters()) => Weights.Initialize(seed);

    private LinearSoftmax(NetworkParameters weights) => Weights = weights;

    public string Name => nameof(LinearSoftmax);

    public int InputLength => Inputs;

    public int OutputLength => Classes;

    public ReadOnlySpan<int> InputShape => Input;

    public ReadOnlySpan<int> OutputShape => Output;

    public ReadOnlySpan<LayerInfo> Info => Layers;

    public LayerInfo[] Layers { get; init; } = [];

    public int Threads { get; set; } = 1;

    public NetworkParameters Weights { get; }

    public Span<float> Gradients => _gradients;

    public long TrainingPass { get; set; }

    public int LabelsPerSample { get; init; } = 1;

    public int TargetsPerSample { get; init; }

    /// <summary>Whether gradients depend on <see cref="TrainingPass"/>, as with dropout.</summary>
    public bool IsNoisy { get; init; }

    /// <summary>Which gradient becomes NaN; none if negative.</summary>
    public int BadGradient { get; set; } = -1;

    /// <summary>Samples of every training pass, in order.</summary>
    public List<int> BatchSizes { get; } = new(10_000);

    /// <summary>What its layers are said to make, or null.</summary>
    public ActivationReader? Outputs { get; set; }

    public bool KeepsActivations => Outputs is not null;

    public ReadOnlySpan<float> Activation(string layer) => Outputs!(layer);

    public static LinearSoftmax Create(int seed) => new(seed);

    public static LinearSoftmax Create(NetworkParameters weights) => new(weights);

    public void Reserve(int samples)
    {
    }

    public void ZeroGradients() => Array.Clear(_gradients);

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            ReadOnlySpan<float> sample = input.Slice(i / Classes * Inputs, Inputs);
            ReadOnlySpan<float> row = Weights.Values.Slice(i % Classes * Inputs, Inputs);
            output[i] = Weights.Values[Biases + i % Classes];
            for (int k = 0; k < Inputs; k++)
                output[i] += row[k] * sample[k];
        }
    }

    public void ForwardTraining(ReadOnlySpan<float> input, Span<float> output) => Forward(input, output);

    public void Backward(ReadOnlySpan<float> outputGradient, Span<float> inputGradient) => throw new NotSupportedException();

    public float AccumulateGradients(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        BatchSizes.Add(input.Length / Inputs);
        float loss = TargetsPerSample > 0 ? Mean(targets) : Pass(input, labels, _gradients);
        var random = new SplitMix64((ulong)TrainingPass++);
        for (int i = 0; i < Classes * Inputs && IsNoisy; i++)
            _gradients[i] += 0.01f * (random.NextSingle() - 0.5f);
        if (BadGradient >= 0)
            _gradients[BadGradient] = float.NaN;
        return loss;
    }

    public float EvaluateLoss(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets) =>
        TargetsPerSample > 0 ? Mean(targets) : Pass(input, labels, []);

    private static float Mean(ReadOnlySpan<float> targets)
    {
        float sum = 0;
        foreach (float target in targets)
            sum += target;
        return sum / targets.Length;
    }

    private float Pass(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, Span<float> gradients)
    {
        if (labels.IsEmpty || input.Length != labels.Length * Inputs)
            throw new ArgumentException($"{input.Length} inputs but {labels.Length} labels.", nameof(input));
        float loss = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<float> sample = input.Slice(i * Inputs, Inputs);
            Forward(sample, _scores);
            float sum = 0;
            foreach (float score in _scores)
                sum += MathF.Exp(score);
            loss += MathF.Log(sum) - _scores[labels[i]];
            for (int c = 0; c < Classes && !gradients.IsEmpty; c++)
            {
                float gradient = (MathF.Exp(_scores[c]) / sum - (c == labels[i] ? 1 : 0)) / labels.Length;
                gradients[Biases + c] += gradient;
                for (int k = 0; k < Inputs; k++)
                    gradients[c * Inputs + k] += gradient * sample[k];
            }
        }

        return loss / labels.Length;
    }

    private sealed class Parameters() : NetworkParameters(
        nameof(LinearSoftmax),
        [new("dense1.weight", [Classes, Inputs], 0, Classes * Inputs, 0.5f), new("dense1.bias", [Classes], Biases, Classes, 0.5f)],
        2 * Biases,
        2 * Biases)
    {
        protected override void Pack(int set, ref float values, ref float packed)
        {
        }
    }
}
