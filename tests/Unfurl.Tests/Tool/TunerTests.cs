using Unfurl.Generator;
using Unfurl.Tests.Harness;
using Unfurl.Tool;

namespace Unfurl.Tests.Tool;

/// <summary>The search finds what is fastest, by a clock that the test holds.</summary>
public sealed class TunerTests
{
    private const string Source = "[Network(16, 8, 8), Conv(32, 1), Conv(32, 3, Padding = 1, Name = \"stem\"), ReLU, Flatten, Dense(64), Loss(Loss.CrossEntropy)] public partial class Net;";

    private static readonly NetworkSpec s_spec = GeneratorRun.Of(Source).Spec("Net");

    [Fact]
    public void TheFastestCandidateOfEachKernelIsChosen()
    {
        // The third measurement on, and of the first layer alone, everything takes half as long.
        int measured = 0;
        var said = new List<string>();
        Tuning tuning = new Tuner(s_spec, ScheduleDocument.Here, (_, _) => Times("stem", ++measured == 3 ? 0.5 : 0.99), said.Add).Run(algorithms: null);

        TunedKernel algorithm = Assert.Single(tuning.Kernels, k => k.Choice.Set == InstructionSet.All);
        Assert.Equal("conv 3x3 s1 32x8x8 -> 32x8x8", algorithm.Choice.Kernel);
        Assert.Equal(["stem"], algorithm.Layers);
        Assert.Single(tuning.Kernels, k => !k.IsUsual);
        Assert.Contains(tuning.Kernels, k => k.Choice.Kernel == "dense 2048 -> 64" && k.IsUsual && k.Layers.SequenceEqual(["dense1"]));
        Assert.Equal(measured, said.Count);

        // The generator takes every line of it.
        string file = ScheduleDocument.Write("Net", [.. tuning.Kernels.Select(k => k.Choice)]);
        Assert.Empty(GeneratorRun.Of(Source, new ScheduleText("Net.schedule", file)).Diagnostics);
    }

    [Fact]
    public void WithinNoiseTheCostModelStands()
    {
        Tuning tuning = new Tuner(s_spec, ScheduleDocument.Here, (_, _) => Times("stem", 0.98), _ => { }).Run(algorithms: null);
        Assert.All(tuning.Kernels, k => Assert.True(k.IsUsual));
        Assert.Equal(1, tuning.Ratio);
    }

    [Fact]
    public void AlgorithmsCanBeKept()
    {
        KernelChoice direct = new(InstructionSet.All, "conv 3x3 s1 32x8x8 -> 32x8x8", "direct");
        Tuning tuning = new Tuner(s_spec, ScheduleDocument.Here, (_, _) => Times("stem", 1), _ => { }).Run([direct]);
        Assert.NotEmpty(tuning.Kernels);
        Assert.DoesNotContain(tuning.Kernels, k => k.Choice.Set == InstructionSet.All);
    }

    [Fact]
    public void LayersAreTimedInTurn()
    {
        var trial = TrialNetwork.Of(s_spec, []);
        var times = PairedTimes.Measure(trial, trial, samples: 2, TimeSpan.Zero);
        Assert.Equal(["conv1", "stem", "flatten1", "dense1"], trial.Layers);
        Assert.All(trial.Layers, l => Assert.True(times.Usual[l] >= 0 && times.Other[l] >= 0));
        Assert.True(times.WholeUsual >= times.Usual["stem"] / 2);
    }

    private static PairedTimes Times(string layer, double ratio)
    {
        string[] layers = ["conv1", "stem", "flatten1", "dense1"];
        return new PairedTimes(layers.ToDictionary(l => l, _ => 1.0), layers.ToDictionary(l => l, l => l == layer ? ratio : 1.0), 1, ratio);
    }
}
