using Unfurl.Generator;

namespace Unfurl.Tests.Numerics;

/// <summary>What the number of samples and the order of calls may not change.</summary>
public sealed class BatchTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of("Mixed", "3, 9, 8", "Conv(5, 3, Padding = 1), ReLU, MaxPool(2), Conv(16, 3), Tanh, Flatten, Dropout(0.25), Dense(7)", "CrossEntropy"),
        new Declaration("InferenceOnly", """
            [Network(3, 9, 8, Mode = NetworkMode.Inference)]
            [Conv(5, 3, Padding = 1), ReLU, MaxPool(2), Conv(16, 3), Tanh, Flatten, Dropout(0.25), Dense(7)]
            public partial class InferenceOnly;
            """),
        Declaration.Of("WithoutLoss", "3, 4, 5", "Conv(2, 3), ReLU"),
    ]));

    [Fact]
    public void TheBatchMayGrowAndShrink() => Comparison.Check(Networks.Value["Mixed"], 5, 2, 7, 1, 33, 3);

    [Fact]
    public void ReservingChangesNothing()
    {
        Trainable reserved = Networks.Value["Mixed"].Create(), fresh = Networks.Value["Mixed"].Create();
        reserved.Network.Reserve(20);
        float[] input = Numbers.Draw(new Random(1), 3 * fresh.Network.InputLength);
        float[] expected = new float[21], actual = new float[21];
        fresh.Forward(input, expected);
        reserved.Forward(input, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void NetworksForInferenceAnswerTheSame()
    {
        var inference = (INetwork)Activator.CreateInstance(Networks.Value["InferenceOnly"].Type, 5)!;
        Trainable training = Networks.Value["Mixed"].Create(seed: 5);
        float[] input = Numbers.Draw(new Random(1), 3 * inference.InputLength), expected = new float[21], actual = new float[21];
        training.Forward(input, expected);
        inference.Forward(input, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void ForwardBetweenTrainingAndBackwardChangesNothing()
    {
        Trainable alone = Networks.Value["Mixed"].Create(), disturbed = Networks.Value["Mixed"].Create();
        float[] input = Numbers.Draw(new Random(1), 2 * alone.Network.InputLength), other = Numbers.Draw(new Random(2), 5 * alone.Network.InputLength);
        float[] output = new float[14], slope = Numbers.Draw(new Random(3), 14);
        float[] expected = new float[input.Length], actual = new float[input.Length];
        alone.ForwardTraining(input, output);
        alone.Backward(slope, expected);
        disturbed.ForwardTraining(input, output);
        disturbed.Forward(other, new float[35]);
        disturbed.EvaluateLoss(other, [1, 2, 3, 4, 5], []);
        disturbed.Backward(slope, actual);
        Assert.Equal(expected, actual);
        Assert.Equal(alone.Gradients, disturbed.Gradients);
    }

    [Fact]
    public void BackwardNeedsATrainingPassOfItsOwn()
    {
        Trainable network = Networks.Value["Mixed"].Create();
        float[] input = Numbers.Draw(new Random(1), network.Network.InputLength), output = new float[7];
        Assert.Throws<InvalidOperationException>(() => network.Backward(output, []));
        network.ForwardTraining(input, output);
        network.Backward(output, []);
        Assert.Throws<InvalidOperationException>(() => network.Backward(output, []));
        network.AccumulateGradients(input, [3], []);
        Assert.Throws<InvalidOperationException>(() => network.Backward(output, []));
    }

    [Fact]
    public void OutputMayLieOverTheInput()
    {
        Trainable network = Networks.Value["WithoutLoss"].Create();
        float[] input = Numbers.Draw(new Random(1), 4 * 60), output = new float[4 * 12];
        network.Forward(input, output);
        network.Forward(input, input.AsSpan(0, output.Length));
        Assert.Equal(output, input[..output.Length]);
    }

    [Fact]
    public void WrongLengthsAndLabelsAreRefused()
    {
        Trainable network = Networks.Value["Mixed"].Create();
        var input = new float[2 * network.Network.InputLength];
        Assert.Throws<ArgumentException>(() => network.Forward([], new float[7]));
        Assert.Throws<ArgumentException>(() => network.Forward(input.AsSpan(1), new float[14]));
        Assert.Throws<ArgumentException>(() => network.Forward(input, new float[13]));
        Assert.Throws<ArgumentException>(() => network.AccumulateGradients(input, [1], []));
        Assert.Throws<ArgumentException>(() => network.AccumulateGradients(input, [1, 7], []));
        Assert.Throws<ArgumentException>(() => network.AccumulateGradients(input, [1, -1], []));
        Assert.Throws<ArgumentException>(() => network.EvaluateLoss(input, [1, 2], [1]));
        network.ForwardTraining(input, new float[14]);
        Assert.Throws<ArgumentException>(() => network.Backward(new float[7], []));
        Assert.Throws<ArgumentException>(() => network.Backward(new float[14], new float[5]));
        Trainable unjudged = Networks.Value["WithoutLoss"].Create();
        Assert.Throws<InvalidOperationException>(() => unjudged.AccumulateGradients(new float[60], [], []));
        Assert.Throws<InvalidOperationException>(() => unjudged.EvaluateLoss(new float[60], [], []));
    }

    [Fact]
    public void ChangedWeightsAreSeen()
    {
        CompiledNetwork network = Networks.Value["Mixed"];
        Trainable instance = network.Create();
        float[] input = Numbers.Draw(new Random(1), network.Graph.Inputs[0].Shape.Length), before = new float[7], after = new float[7];
        instance.Forward(input, before);
        instance.Weights.Edit("dense1.bias")[2] += 1;
        instance.Forward(input, after);
        before[2] += 1;
        Numbers.AssertClose(Array.ConvertAll(before, x => (double)x), after, "output after a change of a bias");
    }
}
