namespace Unfurl.Tests.Numerics;

/// <summary>Layers that draw numbers while training, under the draws of a fixed pass; and what the draws must keep.</summary>
public sealed class RandomLayerTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 5, 2);

    [Theory]
    [InlineData("Channels33")]
    [InlineData("Deep")]
    [InlineData("Sequence")]
    [InlineData("Stochastic17")]
    [InlineData("Fractional31")]
    public void APassRepeatsItself(string name)
    {
        Trainable network = Networks.Value[name].Create();
        float[] input = Numbers.Draw(new Random(4), 3 * network.Network.InputLength);
        float[] first = new float[3 * network.Network.OutputLength], second = new float[first.Length], other = new float[first.Length];
        network.TrainingPass = 5;
        network.ForwardTraining(input, first);
        network.ForwardTraining(input, other);
        network.TrainingPass = 5;
        network.ForwardTraining(input, second);
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void SpatialDropoutDropsWholeChannels()
    {
        Trainable network = Networks.Value["Channels33"].Create();
        var output = new float[20 * network.Network.OutputLength];
        network.ForwardTraining([.. Enumerable.Repeat(1f, 20 * network.Network.InputLength)], output);
        float[][] channels = [.. output.Chunk(network.Network.OutputLength / 33)];
        Assert.All(channels, c => Assert.Single(c.Distinct()));
        Assert.Equal([0, 1 / 0.7f], channels.Select(c => c[0]).Distinct().Order());
        Assert.Equal(0.3, channels.Count(c => c[0] == 0) / (double)channels.Length, 0.07);
    }

    // Of a normal number, 0 and 1 are kept, whatever the probability.
    [Theory]
    [InlineData("Alpha1")]
    [InlineData("Alpha2")]
    public void AlphaDropoutKeepsMeanAndVariance(string name)
    {
        const int Samples = 60_000;
        Trainable network = Networks.Value[name].Create();
        var random = new Random(9);
        float[] input = new float[Samples], output = new float[Samples];
        foreach (ref float x in input.AsSpan())
            x = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        network.ForwardTraining(input, output);
        Assert.Equal(0, output.Average(y => (double)y), 0.02);
        Assert.Equal(1, output.Average(y => (double)y * y), 0.02);
        network.Forward(input, output);
        Assert.Equal(input, output);
    }

    // What is used is the same every time, and no training pass moves it.
    [Fact]
    public void FractionalPoolingAsUsedIsFixed()
    {
        Trainable network = Networks.Value["FractionalBlocks"].Create();
        float[] input = Numbers.Draw(new Random(4), network.Network.InputLength), first = new float[3], second = new float[3];
        network.Forward(input, first);
        network.TrainingPass = 12;
        network.ForwardTraining(input, second);
        network.Forward(input, second);
        Assert.Equal(first, second);
    }

    // One window of 1, 0, 3: a quarter of the draws give 1, the others 3, and none gives 0.
    [Fact]
    public void StochasticPoolingDrawsInProportion()
    {
        const int Samples = 20_000;
        Trainable network = Networks.Value["OneWindow"].Create();
        float[] input = [.. Enumerable.Repeat((float[])[1, 0, 3], Samples).SelectMany(x => x)], output = new float[Samples], gradient = new float[input.Length];
        network.ForwardTraining(input, output);
        Assert.Equal([1, 3], output.Distinct().Order());
        Assert.Equal(0.25, output.Count(y => y == 1) / (double)Samples, 0.015);
        network.Backward([.. Enumerable.Repeat(2f, Samples)], gradient);
        Assert.Equal(output.SelectMany(y => y == 1 ? (float[])[2, 0, 0] : [0, 0, 2]), gradient);
        network.Forward(input, output);
        Assert.All(output, y => Assert.Equal(2.5f, y));
    }

    [Fact]
    public void AWindowThatSumsToZeroGivesZeroAndNaNIsSeen()
    {
        Trainable network = Networks.Value["OneWindow"].Create();
        float[] input = [0, 0, 0, 1, float.NaN, 1, -1, -2, -3], output = new float[3], gradient = new float[9];
        network.Forward(input, output);
        Assert.Equal([0, float.NaN, 0], output);
        network.ForwardTraining(input, output);
        Assert.Equal([0, float.NaN, 0], output);
        network.Backward([1, 1, 1], gradient);
        Assert.All(gradient, d => Assert.Equal(0, d));
    }

    private static IEnumerable<Declaration> Declarations()
    {
        foreach ((int size, int i) in Sizes.All.Select((size, i) => (size, i)))
        {
            int other = Sizes.All[((i * 4) + 1) % Sizes.All.Length];
            string options = i % 3 == 0 ? "2" : i % 3 == 1 ? "3, Stride = 1, Padding = 1" : "3, Stride = 2, Padding = 1, Ceiling = true";
            yield return Declaration.Of($"Stochastic{size}", $"{size}, 5, {Math.Max(2, other)}", $"ReLU, StochasticPool({options})");
            string regions = (i % 2 == 0 ? ", PseudoRandom = true" : "") + (i % 3 == 0 ? ", Overlapping = false" : "") + (i % 4 == 1 ? ", Passes = 3" : "");
            yield return Declaration.Of($"Fractional{size}", $"{size}, 9, {other}", $"FractionalMaxPool({(i % 2 == 0 ? "1.4" : "1.9")}{regions})");
            yield return Declaration.Of($"Channels{size}", $"{size}, 2, {other}", "SpatialDropout(0.3)");
        }

        yield return Declaration.Of("Alpha1", "1", "AlphaDropout(0.1)");
        yield return Declaration.Of("Alpha2", "1", "AlphaDropout");
        yield return Declaration.Of("Deep", "3, 5, 6", "Conv(17, 3), ReLU, SpatialDropout, Conv(4, 1), Tanh, AlphaDropout(0.2), Flatten, AlphaDropout(0.3), Dense(3)", "CrossEntropy");
        yield return Declaration.Of("OneWindow", "1, 3", "ReLU, StochasticPool(3)");
        yield return Declaration.Of("StochasticBlocks", "2, 8, 9", "Conv(17, 3), ReLU, StochasticPool(2), StochasticPool(2, Stride = 1), Dropout(0.2), Conv(3, 1)", "MeanSquaredError");
        yield return Declaration.Of("FractionalBlocks", "2, 11, 9", "Conv(17, 2), ReLU, FractionalMaxPool(1.41, Passes = 4, Seed = 7), Conv(3, 1), FractionalMaxPool(1.5, PseudoRandom = true, Passes = 2), Flatten, Dense(3)", "CrossEntropy");
        yield return Declaration.Of("FractionalSequence", "3, 21", "FractionalMaxPool(1.6, Passes = 2), Conv(4, 2), FractionalMaxPool(3, Overlapping = false)");
        yield return Declaration.Of("Sequence", "4, 19", "SpatialDropout(0.25), Conv(3, 2), AlphaDropout(0.25)");
    }
}
