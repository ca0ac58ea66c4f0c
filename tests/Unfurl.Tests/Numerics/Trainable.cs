namespace Unfurl.Tests.Numerics;

/// <summary>A network that can learn, without its type: generic code cannot be written for classes that do not exist yet.</summary>
internal abstract class Trainable
{
    public abstract INetwork Network { get; }

    public NetworkParameters Weights => Network.Weights;

    public abstract Span<float> Gradients { get; }

    public abstract long TrainingPass { get; set; }

    public abstract int LabelsPerSample { get; }

    public abstract int TargetsPerSample { get; }

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Network.Forward(input, output);

    public abstract void ForwardTraining(ReadOnlySpan<float> input, Span<float> output);

    public abstract void Backward(ReadOnlySpan<float> outputGradient, Span<float> inputGradient);

    public abstract float AccumulateGradients(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets);

    public abstract float EvaluateLoss(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets);

    public abstract void ZeroGradients();

    /// <summary>The generated class' own method, with a span for each input and output.</summary>
    public T Own<T>(string method)
        where T : Delegate
    {
        Type[] parameters = [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType)];
        return Network.GetType().GetMethod(method, parameters)!.CreateDelegate<T>(Network);
    }

    /// <summary>The gradient of the parameter under a key.</summary>
    public ReadOnlySpan<float> Gradient(string key)
    {
        foreach (ParameterInfo tensor in Weights.Table)
        {
            if (tensor.Key == key)
                return Gradients.Slice(tensor.Offset, tensor.Length);
        }

        throw new KeyNotFoundException(key);
    }
}

/// <inheritdoc/>
internal sealed class Trainable<T>(T network) : Trainable
    where T : class, ITrainableNetwork<T>
{
    public override INetwork Network => network;

    public override Span<float> Gradients => network.Gradients;

    public override long TrainingPass
    {
        get => network.TrainingPass;
        set => network.TrainingPass = value;
    }

    public override int LabelsPerSample => network.LabelsPerSample;

    public override int TargetsPerSample => network.TargetsPerSample;

    public static Trainable Create(int seed) => new Trainable<T>(T.Create(seed));

    public static Trainable Share(NetworkParameters weights) => new Trainable<T>(T.Create(weights));

    public override void ForwardTraining(ReadOnlySpan<float> input, Span<float> output) => network.ForwardTraining(input, output);

    public override void Backward(ReadOnlySpan<float> outputGradient, Span<float> inputGradient) => network.Backward(outputGradient, inputGradient);

    public override float AccumulateGradients(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets) =>
        network.AccumulateGradients(input, labels, targets);

    public override float EvaluateLoss(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets) =>
        network.EvaluateLoss(input, labels, targets);

    public override void ZeroGradients() => network.ZeroGradients();
}
