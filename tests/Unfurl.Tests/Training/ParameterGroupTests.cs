namespace Unfurl.Tests.Training;

public sealed class ParameterGroupTests
{
    private const int Weights = 12;
    private const int Biases = 16;

    [Fact]
    public void BiasesDoNotDecayIfAsked()
    {
        var net = new LinearSoftmax(1);
        float[] before = net.Weights.Values.ToArray();
        var sgd = new Sgd(0.5f, weightDecay: 0.5f) { DecayBiasAndNormalization = false };
        sgd.Arrange(net.Weights);
        sgd.Step(net.Weights.Learned, net.Gradients);
        for (int i = 0; i < Weights; i++)
            Assert.Equal(before[i] - before[i] * 0.5f * 0.5f, net.Weights.Values[i]);
        Assert.Equal(before[Biases..], net.Weights.Values[Biases..]);
    }

    [Fact]
    public void AGroupHasItsOwnRateAndDecay()
    {
        var net = new LinearSoftmax(1);
        float[] before = net.Weights.Values.ToArray();
        net.Gradients.Fill(1);
        var sgd = new Sgd(0.5f, weightDecay: 0.25f)
        {
            Groups = [new(t => t.Key.EndsWith(".bias", StringComparison.Ordinal), learningRateFactor: 4, weightDecayFactor: 2), new(_ => true)],
        };
        sgd.Arrange(net.Weights);
        sgd.Step(net.Weights.Learned, net.Gradients);
        for (int i = 0; i < Weights; i++)
            Assert.Equal(before[i] - (1 + before[i] * 0.25f) * 0.5f, net.Weights.Values[i]);
        for (int i = Biases; i < Biases + LinearSoftmax.Classes; i++)
            Assert.Equal(before[i] - (1 + before[i] * 0.5f) * 2, net.Weights.Values[i]);
        // The gap between the tensors stays 0, whatever stands in its gradients.
        Assert.Equal(new float[Biases - Weights], net.Weights.Values[Weights..Biases]);
    }

    [Fact]
    public void ARateOfZeroLeavesTensorsAlone()
    {
        var net = new LinearSoftmax(1);
        float[] before = net.Weights.Values.ToArray();
        var adam = new AdamW(0.1f) { Groups = [new(t => t.Shape.Length == 1, learningRateFactor: 0)] };
        var trainer = new Trainer<LinearSoftmax>(net, adam);
        trainer.Step([1, 2, 3, 4], (int[])[1]);
        Assert.NotEqual(before[..Weights], net.Weights.Values[..Weights].ToArray());
        Assert.Equal(before[Biases..], net.Weights.Values[Biases..]);
    }

    [Fact]
    public void GroupsNeedTheTable()
    {
        var sgd = new Sgd(1) { DecayBiasAndNormalization = false };
        Assert.Contains("Arrange", Assert.Throws<InvalidOperationException>(() => sgd.Step(new float[2], new float[2])).Message);
        Assert.Throws<ArgumentOutOfRangeException>("learningRateFactor", () => new ParameterGroup(_ => true, -1));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecayFactor", () => new ParameterGroup(_ => true, 1, float.NaN));
        var used = new Sgd(1);
        used.Step(new float[2], new float[2]);
        Assert.Contains("was for 2 values, but LinearSoftmax learns 32",
            Assert.Throws<ArgumentException>("weights", () => used.Arrange(new LinearSoftmax(1).Weights)).Message);
    }
}
