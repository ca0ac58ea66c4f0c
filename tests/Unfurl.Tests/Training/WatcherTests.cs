namespace Unfurl.Tests.Training;

public sealed class WatcherTests
{
    [Fact]
    public void DeadOutputsAreThoseThatAreZeroForAllSamples()
    {
        var watcher = new DeadOutputWatcher(["relu1"], limit: 0.4f);
        watcher.OnBatch(_ => (float[])[0, 1, 0, 0, 0, 0, 0, 0], samples: 2);
        watcher.OnBatch(_ => (float[])[0, 0, 0, 2], samples: 1);
        Assert.Equal(
            "relu1: 50 % of its outputs were 0 for every sample of the last epoch; a smaller learning rate or a leaky activation may help.",
            Assert.Single(watcher.EndEpoch()));
        Assert.Equal(0.5, watcher.Shares["relu1"]);
        // Each epoch counts anew.
        watcher.BeginEpoch();
        Assert.Empty(watcher.EndEpoch());
        watcher.OnBatch(_ => (float[])[1, 1, 1, 0], samples: 1);
        Assert.Empty(watcher.EndEpoch());
        Assert.Equal(0.25, watcher.Shares["relu1"]);
    }

    [Fact]
    public void SaturatedOutputsAreNearTheEnds()
    {
        var watcher = new SaturationWatcher(["s", "none"], low: -1, high: 1, margin: 0.05f, limit: 0.5f);
        watcher.OnBatch(layer => layer == "s" ? (float[])[-1, -0.91f, -0.89f, 0.95f, 1, 0] : [], samples: 2);
        string warning = Assert.Single(watcher.EndEpoch());
        Assert.StartsWith("s: 66.7 % of its outputs in the last epoch were at the ends of their range", warning);
        Assert.False(watcher.Shares.ContainsKey("none"));
        watcher.BeginEpoch();
        Assert.Empty(watcher.EndEpoch());
    }

    [Fact]
    public void GradientNormsAreThoseOfLayers()
    {
        var net = new LinearSoftmax(1);
        var norms = new GradientNorms(net.Weights);
        var watcher = new GradientWatcher(vanishing: 1e-3f, exploding: 10);
        net.Gradients[0] = 3;
        net.Gradients[16] = 4;
        norms.Measure(net.Gradients);
        watcher.OnStep(norms);
        net.Gradients.Clear();
        net.Gradients[1] = 25;
        norms.Measure(net.Gradients);
        watcher.OnStep(norms);
        Assert.Equal(
            "dense1: the mean norm of its gradient in the last epoch was 15, above 10; " +
            "it explodes: gradient clipping or a smaller learning rate may help.",
            Assert.Single(watcher.EndEpoch()));
        Assert.Equal(15, watcher.Norms["dense1"]);
        watcher.BeginEpoch();
        net.Gradients.Clear();
        norms.Measure(net.Gradients);
        watcher.OnStep(norms);
        Assert.Contains("was 0, below 0.001; it vanishes", Assert.Single(watcher.EndEpoch()));
    }

    [Fact]
    public void FitWiresTheNetworksActivations()
    {
        var net = new LinearSoftmax(1);
        var trainer = new Trainer<LinearSoftmax>(net, new Sgd(0.1f)) { BatchSize = 10 };
        var watcher = new DeadOutputWatcher(["dense1"]);
        var options = new TrainingOptions { UntilEpoch = 1, Watchers = [watcher] };
        Assert.Contains("DeadOutputWatcher reads the outputs of layers", Assert.Throws<InvalidOperationException>(
            () => trainer.Fit(Clusters.Create(20, 1), options, TestContext.Current.CancellationToken)).Message);
        net.Outputs = _ => new float[30];
        trainer.Fit(Clusters.Create(20, 1), options, TestContext.Current.CancellationToken);
        Assert.Equal(1, watcher.Shares["dense1"]);
        Assert.Equal(1, Assert.Single(trainer.History.Warnings).Epoch);
    }

    [Fact]
    public void AnEpochThatWasBrokenOffIsForgotten()
    {
        var watcher = new DeadOutputWatcher(["dense1"]);
        int pass = 0;
        float[] alive = [1], dead = [0];
        var trainer = new Trainer<LinearSoftmax>(new LinearSoftmax(1) { Outputs = _ => pass++ < 2 ? alive : dead }, new Sgd(0.1f)) { BatchSize = 1 };
        foreach (bool goOn in (bool[])[false, true])
        {
            trainer.Fit(
                Clusters.Create(2, 1),
                new TrainingOptions { UntilEpoch = 1, Watchers = [watcher], OnStep = step => goOn || step.Step < 2 },
                TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, watcher.Shares["dense1"]);
    }

    [Fact]
    public void OutputsMustBeWholeSamples()
    {
        var watcher = new SaturationWatcher(["s"]);
        Assert.Contains("The outputs of layer 's' are 3 numbers, which is no multiple of the 2 samples.",
            Assert.Throws<InvalidOperationException>(() => watcher.OnBatch(_ => new float[3], samples: 2)).Message);
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        Assert.Throws<ArgumentException>("layers", () => new DeadOutputWatcher([]));
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => new DeadOutputWatcher(["a"], 2));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => new SaturationWatcher(["a"], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("exploding", () => new GradientWatcher(exploding: 0));
    }
}
