using Unfurl.Tests.Numerics;

namespace Unfurl.Tests.Training;

/// <summary>A generated network with a type that can be named, so that a trainer can be written for it.</summary>
internal sealed class GeneratedNetwork(Trainable network) : ITrainableNetwork<GeneratedNetwork>
{
    public string Name => network.Network.Name;

    public int InputLength => network.Network.InputLength;

    public int OutputLength => network.Network.OutputLength;

    public ReadOnlySpan<int> InputShape => network.Network.InputShape;

    public ReadOnlySpan<int> OutputShape => network.Network.OutputShape;

    public ReadOnlySpan<LayerInfo> Info => network.Network.Info;

    public NetworkParameters Weights => network.Weights;

    public Span<float> Gradients => network.Gradients;

    public int Threads
    {
        get => network.Network.Threads;
        set => network.Network.Threads = value;
    }

    public long TrainingPass
    {
        get => network.TrainingPass;
        set => network.TrainingPass = value;
    }

    public int LabelsPerSample => network.LabelsPerSample;

    public int TargetsPerSample => network.TargetsPerSample;

    public bool KeepsActivations => network.Network.KeepsActivations;

    public ReadOnlySpan<float> Activation(string layer) => network.Network.Activation(layer);

    public static GeneratedNetwork Create(int seed) => throw new NotSupportedException();

    public static GeneratedNetwork Create(NetworkParameters weights) => throw new NotSupportedException();

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void Reserve(int samples) => network.Network.Reserve(samples);

    public void ForwardTraining(ReadOnlySpan<float> input, Span<float> output) => network.ForwardTraining(input, output);

    public void Backward(ReadOnlySpan<float> outputGradient, Span<float> inputGradient) => network.Backward(outputGradient, inputGradient);

    public float AccumulateGradients(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets) =>
        network.AccumulateGradients(input, labels, targets);

    public float EvaluateLoss(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets) =>
        network.EvaluateLoss(input, labels, targets);

    public void ZeroGradients() => network.ZeroGradients();
}
