using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Numerics;

/// <summary>Looking at what inner layers made: every layer of every kind of network, after Forward and after training passes.</summary>
public sealed class KeptActivationTests
{
    private const string Keep = ", KeepActivations = true";

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of("KeptVector", "5" + Keep, "Dense(7), ReLU, Dense(17), Tanh, Dropout(0.4), Dense(3), Softmax"),
        Declaration.Of("KeptPlanes", "2, 9, 11" + Keep, "Conv(4, 3, Padding = 1), ReLU, MaxPool(2), Dropout, Flatten, Dense(5)", "CrossEntropy"),
        Declaration.Of("KeptBlocks", "3, 8, 8" + Keep, "Conv(20, 3), BatchNorm, ReLU, Conv(33, 1), SiLU, GlobalAveragePool, Flatten, Dense(4)"),
        Declaration.Of("KeptBranches", "4, 6, 6" + Keep, "ReLU, Branch, Conv(16, 1), ReLU, Branch, Conv(32, 3, Padding = 1), Branch, Concat, BatchNorm, ReLU, Flatten, Flatten"),
        Declaration.Of("KeptInput", "6" + Keep, "Dropout, Dense(2)"),
        Declaration.Of("KeptCheckpoint", "1, 8, 8" + Keep + ", Checkpoint = Checkpoint.Cheap", "Conv(5, 3), Tanh, AveragePool(2), Sigmoid, Flatten, Dense(2)"),
        new Declaration("KeptHeads", $$"""
            [Network(3, 6, 6{{Keep}})]
            [Conv(8, 3), ReLU, Flatten(Name = "trunk"), Dense(4, Name = "aux"), Dense(4, Name = "main", From = "trunk")]
            [Loss(Loss.CrossEntropy), Loss(Loss.CrossEntropy, From = "aux", Weight = 0.3)]
            public partial class KeptHeads;

            """),
        Declaration.Of("NothingKept", "5", "Dense(7), ReLU, Dense(3)"),
    ]));

    [Theory]
    [InlineData("KeptVector"), InlineData("KeptPlanes"), InlineData("KeptBlocks"), InlineData("KeptBranches"), InlineData("KeptInput"), InlineData("KeptCheckpoint")]
    public void AreThoseOfTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 3, 1, 4);

    [Fact]
    public void LayersThatOnlyTrainingRunsSaySo()
    {
        Trainable network = Networks.Value["KeptHeads"].Create();
        float[] input = new float[network.Network.InputLength], output = new float[4];
        network.ForwardTraining(input, output);
        Assert.Equal(4, network.Network.Activation("aux").Length);
        network.Forward(input, output);
        Assert.Equal(output, network.Network.Activation("main").ToArray());
        Assert.Contains("'aux' runs while training only", Assert.Throws<ArgumentException>(() => { network.Network.Activation("aux"); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MistakesAreSaid()
    {
        INetwork network = Networks.Value["KeptVector"].Create().Network;
        Assert.Equal("KeptVector: Activation needs a Forward or a training pass before it.", Assert.Throws<InvalidOperationException>(() => { network.Activation("dense1"); }).Message);
        network.Forward(new float[5], new float[3]);
        Assert.StartsWith(
            "KeptVector has no layer 'conv2', expected one of dense1, relu1, dense2, tanh1, dropout1, dense3, softmax1.",
            Assert.Throws<ArgumentException>(() => { network.Activation("conv2"); }).Message,
            StringComparison.Ordinal);
        Assert.Contains("KeepActivations", Assert.Throws<InvalidOperationException>(() => { Networks.Value["NothingKept"].Create().Network.Activation("dense1"); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AskingWhereNothingIsKeptIsACompileError()
    {
        GeneratorRun run = GeneratorRun.Of("[Network(5)] [Dense(3)] public partial class Tiny; class Use { void Run(Tiny net) => net.Activation(\"dense1\"); }");
        Assert.Contains(run.CompilerDiagnostics, d => d.Id == "CS0619" && d.ToString().Contains("KeepActivations = true", StringComparison.Ordinal));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        INetwork network = Networks.Value["KeptPlanes"].Create().Network;
        float[] input = new float[2 * network.InputLength], output = new float[10];
        network.Reserve(2);
        Assert.Equal(0, Allocations.Of(() =>
        {
            network.Forward(input, output);
            network.Activation("conv1");
        }));
    }
}
