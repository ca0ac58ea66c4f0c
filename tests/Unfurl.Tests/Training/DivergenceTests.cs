namespace Unfurl.Tests.Training;

public sealed class DivergenceTests
{
    [Fact]
    public void AnInfiniteWeightIsNamed()
    {
        var net = new LinearSoftmax(1);
        net.Weights.Edit("dense1.bias")[2] = float.PositiveInfinity;
        float[] before = net.Weights.Values.ToArray();
        TrainingDivergedException exception = Throws(net, [1, 2, 3, 4]);
        Assert.Equal("dense1", exception.Layer);
        Assert.Contains("LinearSoftmax, step 1: the loss is Infinity. The first layer that is not finite is dense1: " +
            "its weights dense1.bias hold Infinity at 2.", exception.Message);
        Assert.Equal(before, net.Weights.Values);
    }

    [Fact]
    public void ABadInputIsNamed()
    {
        var net = new LinearSoftmax(1);
        float[] before = net.Weights.Values.ToArray();
        TrainingDivergedException exception = Throws(net, [1, float.NaN, 3, 4]);
        Assert.Null(exception.Layer);
        Assert.Contains("The inputs of the batch hold NaN at 1.", exception.Message);
        Assert.Equal(before, net.Weights.Values);
    }

    [Fact]
    public void ABadTargetIsNamed()
    {
        var trainer = new Trainer<LinearSoftmax>(new LinearSoftmax(1) { LabelsPerSample = 0, TargetsPerSample = 3 }, new Sgd(0.1f));
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => trainer.Step((float[])[1, 2, 3, 4], (float[])[1, 2, float.NaN]));
        Assert.Null(exception.Layer);
        Assert.Contains("The targets of the batch hold NaN at 2.", exception.Message);
    }

    [Fact]
    public void TheFirstLayerWithABadOutputIsNamed()
    {
        LayerInfo[] layers = [.. ((string[])["conv1", "conv2", "dense1"]).Select(name => new LayerInfo(name, "", "", "", 0, 0, 0))];
        var trainer = new Trainer<LinearSoftmax>(new LinearSoftmax(1)
        {
            Layers = layers,
            BadGradient = 0,
            Outputs = layer => layer == "conv1" ? (float[])[1, 2] : (float[])[1, 2, float.NegativeInfinity],
        }, new Sgd(0.1f));
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => trainer.Step((float[])[1, 2, 3, 4], (int[])[1]));
        Assert.Equal("conv2", exception.Layer);
        Assert.Contains("The first layer that is not finite is conv2: its outputs hold -Infinity at 2.", exception.Message);
    }

    // All weights are finite, but the scores overflow; nobody reads them.
    [Fact]
    public void WithoutOutputsTheLargestWeightIsSuspected()
    {
        var net = new LinearSoftmax(1);
        net.Weights.Edit("dense1.weight")[5] = -3e38f;
        TrainingDivergedException exception = Throws(net, [1, 2, 3, 4]);
        Assert.Equal("dense1", exception.Layer);
        Assert.Contains("All weights and inputs are finite, outputs of layers are not kept without [Network(..., KeepActivations = true)]; " +
            "the largest weight is", exception.Message);
        Assert.Contains(", in dense1.weight.", exception.Message);
    }

    // Gradients flow from the last tensor to the first, so the last bad one is nearest to where it began.
    [Fact]
    public void OfBadGradientsTheLastCounts()
    {
        var net = new LinearSoftmax(1);
        net.Gradients[2] = net.Gradients[17] = float.NaN;
        Assert.Contains(
            "The backward pass met such a number first in dense1: the gradients of dense1.bias hold NaN at 1.",
            Divergence.Describe(net, net.Gradients, [], [], null, 1, 1).Message);
    }

    [Fact]
    public void ABadGradientStopsAFiniteLoss()
    {
        var net = new LinearSoftmax(1) { BadGradient = 3 };
        float[] before = net.Weights.Values.ToArray();
        TrainingDivergedException exception = Throws(net, [1, 2, 3, 4]);
        Assert.Equal("dense1", exception.Layer);
        Assert.True(double.IsFinite(exception.Loss));
        Assert.Contains("a gradient is not finite. The backward pass met such a number first in dense1: the gradients of dense1.weight hold NaN at 3.",
            exception.Message);
        Assert.Equal(before, net.Weights.Values);
    }

    [Fact]
    public void FitStopsAtTheStepBefore()
    {
        var net = new LinearSoftmax(1);
        var trainer = new Trainer<LinearSoftmax>(net, new Sgd(0.1f)) { BatchSize = 10 };
        float[] last = [];
        var options = new TrainingOptions
        {
            UntilEpoch = 1,
            OnStep = step =>
            {
                net.BadGradient = step.Step == 3 ? 0 : -1;
                last = net.Weights.Values.ToArray();
                return true;
            },
        };
        Assert.Contains("step 4", Assert.Throws<TrainingDivergedException>(
            () => trainer.Fit(Clusters.Create(100, 1), options, TestContext.Current.CancellationToken)).Message);
        Assert.Equal(last, net.Weights.Values);
        Assert.Equal(3, trainer.Optimizer.Steps);
    }

    private static TrainingDivergedException Throws(LinearSoftmax net, float[] inputs) => Assert.Throws<TrainingDivergedException>(
        () => new Trainer<LinearSoftmax>(net, new Sgd(0.1f)).Step(inputs, (int[])[1]));
}
