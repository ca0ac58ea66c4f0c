namespace Unfurl;

/// <summary>Turns gradients into a change of the weights. State is allocated at the first step.</summary>
public abstract class Optimizer
{
    private ParameterRange[]? _ranges;
    private float[][]? _state;
    private int _length;

    private protected Optimizer(float learningRate) => LearningRate = learningRate;

    /// <summary>Step size; may be changed between steps.</summary>
    public float LearningRate { get; set; }

    /// <summary>Whether weight decay also pulls at tensors with one axis, which are biases and the scales and shifts of normalisations;
    /// true unless set, as in PyTorch. Most recipes for deep networks say false.</summary>
    public bool DecayBiasAndNormalization { get; init; } = true;

    /// <summary>Tensors that learn or decay differently; a tensor belongs to the first group that contains it, or to none.</summary>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [];

    /// <summary>Steps done so far.</summary>
    public long Steps { get; private set; }

    /// <summary>What <see cref="State"/> holds, for files.</summary>
    internal abstract ReadOnlySpan<string> StateNames { get; }

    /// <summary>What is remembered of every weight, in the order of the names; null before the first step.</summary>
    internal float[][]? State => _state;

    /// <summary>Looks up which weights belong to which tensor; a trainer does so by itself.</summary>
    /// <exception cref="ArgumentException">Steps were done for a network with another number of weights.</exception>
    public void Arrange(NetworkParameters weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (_state is not null && _length != weights.LearnedLength)
        {
            throw new ArgumentException(
                $"The first step was for {_length} values, but {weights.Network} learns {weights.LearnedLength}.", nameof(weights));
        }

        var ranges = new List<ParameterRange>();
        foreach (ParameterInfo tensor in weights.Table)
        {
            if (tensor.IsLearned)
                ranges.Add(RangeOf(tensor));
        }

        _ranges = [.. ranges];
        _length = weights.LearnedLength;
    }

    /// <summary>Changes <paramref name="values"/> by one step along <paramref name="gradients"/>, which are only read.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or differ from those of the first step.</exception>
    /// <exception cref="InvalidOperationException">Some tensors are to be treated differently, but <see cref="Arrange"/> was never called.
    /// </exception>
    public void Step(Span<float> values, ReadOnlySpan<float> gradients)
    {
        bool known = _ranges is not null || _state is not null;
        OptimizerArguments.CheckLengths(values.Length, gradients.Length, known ? _length : values.Length);
        if (_ranges is null && (Groups.Count > 0 || !DecayBiasAndNormalization))
            throw new InvalidOperationException("Groups need to know where tensors lie: call Arrange with the network's weights first.");
        _length = values.Length;
        float[][] state = _state ??= NewState();
        Steps++;
        BeginStep();
        if (_ranges is null)
            Update(new UpdateSlice(values, gradients, state, 0, LearningRate, 1));
        foreach (ParameterRange range in _ranges ?? [])
        {
            (int start, int length, float rate, float decay) = range;
            if (rate != 0)
                Update(new UpdateSlice(values.Slice(start, length), gradients.Slice(start, length), state, start, LearningRate * rate, decay));
        }
    }

    /// <summary>Continues as after <paramref name="steps"/> steps that left these states.</summary>
    internal void Restore(long steps, int length, float[][]? state)
    {
        Steps = steps;
        _length = length;
        _state = state;
        RestoreSteps();
    }

    /// <summary>Zeros, or what the optimizer starts from.</summary>
    internal float[][] NewState()
    {
        var state = new float[StateNames.Length][];
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = new float[_length];
            Array.Fill(state[i], InitialState);
        }

        return state;
    }

    private protected virtual float InitialState => 0;

    /// <summary>Prepares what all weights share; <see cref="Steps"/> counts this step already.</summary>
    private protected virtual void BeginStep()
    {
    }

    /// <summary>Computes again what follows from <see cref="Steps"/>.</summary>
    private protected virtual void RestoreSteps()
    {
    }

    private protected abstract void Update(UpdateSlice slice);

    private ParameterRange RangeOf(ParameterInfo tensor)
    {
        ParameterGroup? group = Groups.FirstOrDefault(group => group.Contains(tensor));
        float decay = DecayBiasAndNormalization || tensor.Shape.Length != 1 ? 1 : 0;
        return new ParameterRange(
            tensor.Offset, tensor.Length, group?.LearningRateFactor ?? 1, decay * (group?.WeightDecayFactor ?? 1));
    }
}
