using Unfurl.Tests.Files;
using Unfurl.Tests.Numerics;

namespace Unfurl.Tests.Training;

/// <summary>Running statistics, random masks and frozen weights of a real network, interrupted and gone wrong.</summary>
public sealed class GeneratedTrainingTests
{
    private const string Name = "Noisy";

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of(
            Name, "4", "Dense(8, Frozen = true), BatchNorm, ReLU, Dropout(0.3), Dense(6), BatchNorm, Tanh, Dense(3)", "CrossEntropy"),
        Declaration.Of("Watched", "4, KeepActivations = true", "Dense(8), ReLU, Dense(6), Sigmoid, Dense(3)", "CrossEntropy"),
    ]));

    // Biases far below 0 kill a rectifier, weights far from it drive a sigmoid to its ends.
    [Fact]
    public void DeadAndSaturatedLayersAreNamed()
    {
        var net = new GeneratedNetwork(Networks.Value["Watched"].Create());
        net.Weights.Edit("dense1.bias")[..6].Fill(-1e6f);
        net.Weights.Edit("dense2.bias").Fill(50);
        var trainer = new Trainer<GeneratedNetwork>(net, new Sgd(1e-3f)) { BatchSize = 16 };
        var options = new TrainingOptions { UntilEpoch = 1, Watchers = [new DeadOutputWatcher(["relu1"]), new SaturationWatcher(["sigmoid1"])] };
        trainer.Fit(Clusters.Create(70, 1), options, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "relu1: 75 % of its outputs were 0 for every sample of the last epoch",
                "sigmoid1: 100 % of its outputs in the last epoch were at the ends of their range, where gradients vanish",
            ],
            trainer.History.Warnings.Select(w => w.Text.Split(';')[0]));
    }

    [Fact]
    public void AnOutputThatOverflowsIsNamed()
    {
        var net = new GeneratedNetwork(Networks.Value["Watched"].Create());
        net.Weights.Edit("dense3.weight").Fill(3e38f);
        var exception = Assert.Throws<TrainingDivergedException>(
            () => new Trainer<GeneratedNetwork>(net, new Sgd(1e-3f)).Step((float[])[1, 2, 3, 4], (int[])[0]));
        Assert.Equal("dense3", exception.Layer);
    }

    [Fact]
    public void AnInterruptedTrainingIsTheUninterruptedOneBitForBit()
    {
        using var folder = new TemporaryFolder();
        ArrayDataSet data = Clusters.Create(70, 1);
        Trainer<GeneratedNetwork> whole = Create();
        Fit(whole, data, stopAfter: int.MaxValue);
        foreach (int steps in (int[])[4, 9, 14])
        {
            Trainer<GeneratedNetwork> first = Create(), second = Create();
            Fit(first, data, steps);
            first.SaveCheckpoint(folder["a"]);
            second.Resume(folder["a"]);
            Fit(second, data, stopAfter: int.MaxValue);
            Assert.Equal(Bits(whole), Bits(second));
        }
    }

    [Fact]
    public void AStepThatDivergesLeavesStatisticsAlone()
    {
        Trainer<GeneratedNetwork> trainer = Create();
        float[] inputs = [.. Enumerable.Range(0, 8).Select(i => (float)i)];
        trainer.Step(inputs, (int[])[0, 1]);
        int[] before = Bits(trainer);
        inputs[5] = float.NaN;
        Assert.Throws<TrainingDivergedException>(() => trainer.Step(inputs, (int[])[0, 1]));
        Assert.Equal(before, Bits(trainer));
        // Nothing of it is left: the next step is a good one.
        inputs[5] = 5;
        trainer.Step(inputs, (int[])[0, 1]);
        Assert.All(trainer.Network.Weights.Values.ToArray(), weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void AFrozenWeightThatIsNotFiniteIsNamed()
    {
        Trainer<GeneratedNetwork> trainer = Create();
        trainer.Network.Weights.Edit("dense1.weight")[0] = float.NaN;
        var exception = Assert.Throws<TrainingDivergedException>(() => trainer.Step((float[])[1, 2, 3, 4, 5, 6, 7, 8], (int[])[0, 1]));
        Assert.Equal("dense1", exception.Layer);
    }

    private static void Fit(Trainer<GeneratedNetwork> trainer, DataSet data, int stopAfter) => trainer.Fit(
        data,
        new TrainingOptions
        {
            UntilEpoch = 4,
            Schedule = LearningRateSchedule.OneCycle(0.02f, TrainingLength.Epochs(4)),
            OnStep = _ => trainer.Optimizer.Steps < stopAfter,
        },
        TestContext.Current.CancellationToken);

    private static Trainer<GeneratedNetwork> Create() => new(new GeneratedNetwork(Networks.Value[Name].Create()), new Adam()) { BatchSize = 16 };

    private static int[] Bits(Trainer<GeneratedNetwork> trainer) =>
        Array.ConvertAll(trainer.Network.Weights.Values.ToArray(), BitConverter.SingleToInt32Bits);
}
