namespace Unfurl.Tests.Numerics;

/// <summary>Normalisation of each sample by itself: all its numbers, groups that fall on blocks of channels and groups that do not, single channels.</summary>
public sealed class GroupNormTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 5, 2);

    // What a sample becomes does not depend on its batch, nor on whether something is being learned.
    [Theory]
    [InlineData("Layer17")]
    [InlineData("Instance16")]
    [InlineData("Vector33")]
    public void SamplesAreApart(string name)
    {
        Trainable network = Networks.Value[name].Create();
        int length = network.Network.InputLength, made = network.Network.OutputLength;
        float[] input = Numbers.Draw(new Random(5), 3 * length), together = new float[3 * made], learning = new float[3 * made], alone = new float[made];
        network.Forward(input, together);
        network.ForwardTraining(input, learning);
        network.Forward(input.AsSpan(2 * length), alone);
        Assert.Equal(together, learning);
        Assert.Equal(together[(2 * made)..], alone);
    }

    // Fresh weights change nothing: mean 0, variance 1, however far the numbers are from 0.
    [Fact]
    public void FreshWeightsNormalize()
    {
        Trainable network = Networks.Value["Layer17"].Create();
        float[] input = [.. Numbers.Draw(new Random(5), network.Network.InputLength).Select(x => (100 * x) + 300)], output = new float[input.Length];
        network.Forward(input, output);
        Assert.Equal(0, output.Average(y => (double)y), 1e-5);
        Assert.Equal(1, output.Average(y => (double)y * y), 1e-4);
    }

    private static IEnumerable<Declaration> Declarations()
    {
        foreach ((int size, int i) in Sizes.All.Select((size, i) => (size, i)))
        {
            int other = Sizes.All[((i * 4) + 1) % Sizes.All.Length];
            string epsilon = i % 3 == 0 ? "Epsilon = 1e-2" : "Epsilon = 0.1", affine = i % 2 == 0 ? ", Affine = true" : ", Affine = false";
            yield return Declaration.Of($"Layer{size}", $"{size}, 2, {other}", i % 2 == 0 ? "LayerNorm" : $"LayerNorm({epsilon}{affine})");
            yield return Declaration.Of($"Instance{size}", $"{size}, 3, {other}", $"InstanceNorm({epsilon}{affine})");
            if (size > 1)
                yield return Declaration.Of($"Vector{size}", $"{size}", $"LayerNorm({epsilon}{affine}), Dense({Math.Max(2, other)}), LayerNorm(Epsilon = 0.1), Tanh");
        }

        foreach ((int channels, int groups) in new[] { (6, 2), (32, 2), (48, 16), (34, 17), (33, 3) })
            yield return Declaration.Of($"Groups{channels}In{groups}", $"{channels}, 3, 2", $"GroupNorm({groups}, Epsilon = 0.1), ReLU, Conv({channels}, 1), GroupNorm({groups}, Affine = false, Epsilon = 0.1), Conv(4, 1)");
        yield return Declaration.Of("GroupsOfFeatures", "24", "GroupNorm(4, Epsilon = 0.1), Dense(6), GroupNorm(3, Epsilon = 0.1)");
        yield return Declaration.Of("Planes", "3, 4, 18", "Conv(4, 3, Padding = 1), GroupNorm(2), ReLU, Conv(5, 3, Padding = 1), InstanceNorm, Conv(2, 1)");
        yield return Declaration.Of("Sequence", "4, 19", "Conv(6, 3), GroupNorm(3, Epsilon = 0.1), Sigmoid, InstanceNorm(Affine = true, Epsilon = 0.1), LayerNorm");
        yield return Declaration.Of("Frozen", "4, 3, 3", "Conv(6, 1), GroupNorm(2, Frozen = true, Epsilon = 0.1), Tanh, Conv(3, 1)", "MeanSquaredError");
    }
}
