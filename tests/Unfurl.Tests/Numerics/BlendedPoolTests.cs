namespace Unfurl.Tests.Numerics;

/// <summary>Pools that learn how to blend a window: mixed, gated and tree pooling (Lee, Gallagher and Tu 2016).</summary>
public sealed class BlendedPoolTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 5, 2);

    // The window 1, 2, 3, 6: its largest is 6, its mean 3.
    [Theory]
    [InlineData("Mixed", "mix", new[] { 0.25f }, 0.25)]
    [InlineData("Gated", "gate", new[] { 0.1f, 0.2f, 0.3f, -0.1f }, 0.68997448)] // sigmoid(0.1 + 0.4 + 0.9 - 0.6)
    public void ABlendIsBetweenLargestAndMean(string name, string learned, float[] weights, double share)
    {
        float[] x = [1, 2, 3, 6], y = new float[1], dx = new float[4];
        Trainable network = Networks.Value[name].Create();
        weights.CopyTo(network.Weights.Edit(network.Weights.Table[0].Key));
        Assert.EndsWith("pool1." + learned, network.Weights.Table[0].Key, StringComparison.Ordinal);
        network.ForwardTraining(x, y);
        Assert.Equal((6 * share) + (3 * (1 - share)), y[0], 1e-5);
        network.Backward([2], dx);

        // dmix = dy (6 - 3); behind the gate that is times its slope g (1 - g), and times x for each number of the mask.
        double slope = 2 * 3 * share * (1 - share);
        bool mixed = name == "Mixed";
        Numbers.AssertClose(mixed ? [6] : [slope, 2 * slope, 3 * slope, 6 * slope], network.Gradients[..weights.Length], "gradient of " + learned);
        Numbers.AssertClose(
            [.. x.Select((v, i) => (2 * (1 - share) / 4) + (v == 6 ? 2 * share : 0) + (mixed ? 0 : slope * weights[i]))], dx, "input gradient");
    }

    // A tree of three levels: the root chooses between nodes 2 and 3, those between leaves.
    [Fact]
    public void ATreeIsReadFromItsRoot()
    {
        Trainable network = Networks.Value["Tree"].Create();
        Assert.Equal(["gate1", "gate2", "leaf1", "leaf2", "gate3", "leaf3", "leaf4"], network.Weights.Table.ToArray().Select(t => t.Key["treepool1.".Length..]));
        Assert.All(network.Weights.Table.ToArray(), t => Assert.Equal([1, 1, 2, 2], t.Shape));

        // Of the window 1, 0, 0, 0 a mask's sum is its first number.
        foreach ((string key, float first) in new[] { ("gate1", 1f), ("gate2", -1f), ("gate3", 2f), ("leaf1", 3f), ("leaf2", 5f), ("leaf3", 7f), ("leaf4", 11f) })
            network.Weights.Edit("treepool1." + key)[0] = first;
        var y = new float[1];
        network.Forward([1, 0, 0, 0], y);
        double left = Blend(-1, 3, 5), right = Blend(2, 7, 11);
        Assert.Equal(Blend(1, left, right), y[0], 1e-5);

        static double Blend(double gate, double a, double b) => ((a - b) / (1 + Math.Exp(-gate))) + b;
    }

    // Fresh gates are open to both sides alike; fresh leaves lie around the mean, and no two are equal.
    [Fact]
    public void FreshBlendsAreHalfAndHalf()
    {
        var y = new float[1];
        foreach (string name in new[] { "Mixed", "Gated" })
        {
            Networks.Value[name].Create().Forward([1, 2, 3, 6], y);
            Assert.Equal(4.5, y[0], 1e-6);
        }

        NetworkParameters tree = Networks.Value["Tree"].Create().Weights;
        float[] leaves = [.. tree.Table.ToArray().Where(t => t.Key.Contains("leaf", StringComparison.Ordinal)).SelectMany(t => tree[t.Key].ToArray())];
        Assert.Equal(16, leaves.Distinct().Count());
        Assert.All(leaves, l => Assert.InRange(l, 0.125, 0.375));
    }

    // One mask for all channels is the same layer as equal masks for each.
    [Theory]
    [InlineData("SharedBlocks", "ApartBlocks")]
    [InlineData("SharedPlanes", "ApartPlanes")]
    public void EqualMasksOfChannelsAreOneMask(string shared, string apart)
    {
        Trainable one = Networks.Value[shared].Create(), each = Networks.Value[apart].Create();
        int length = one.Network.InputLength, outputs = one.Network.OutputLength;
        float[] x = Numbers.Draw(new Random(4), 2 * length), slope = Numbers.Draw(new Random(5), 2 * outputs), y = new float[2 * outputs], z = new float[2 * outputs];
        foreach (ParameterInfo tensor in one.Weights.Table)
        {
            float[] mask = Numbers.Draw(new Random(6), tensor.Length);
            mask.CopyTo(one.Weights.Edit(tensor.Key));
            Span<float> masks = each.Weights.Edit(tensor.Key);
            for (int c = 0; c < masks.Length; c += mask.Length)
                mask.CopyTo(masks[c..]);
        }

        one.ForwardTraining(x, y);
        each.ForwardTraining(x, z);
        Assert.Equal(y, z);
        float[] dx = new float[x.Length], dz = new float[x.Length];
        one.Backward(slope, dx);
        each.Backward(slope, dz);
        Assert.Equal(dx, dz);
        foreach (ParameterInfo tensor in one.Weights.Table)
        {
            var sum = new double[tensor.Length];
            foreach ((float gradient, int i) in each.Gradient(tensor.Key).ToArray().Select((g, i) => (g, i % sum.Length)))
                sum[i] += gradient;
            Numbers.AssertClose(sum, one.Gradient(tensor.Key), tensor.Key);
        }
    }

    private static IEnumerable<Declaration> Declarations()
    {
        foreach ((string name, string each) in new[] { ("Shared", ""), ("Apart", ", PerChannel = true") })
        {
            yield return Declaration.Of(name + "Blocks", "19, 4, 5", $"GatedPool(2{each}), TreePool(2, Stride = 1{each})");
            yield return Declaration.Of(name + "Planes", "2, 4, 18", $"GatedPool(3, Stride = 1, Padding = Padding.Same{each})");
        }

        yield return Declaration.Of("Mixed", "1, 2, 2", "MixedPool(2)");
        yield return Declaration.Of("Gated", "1, 2, 2", "GatedPool(2)");
        yield return Declaration.Of("Tree", "1, 2, 2", "TreePool(2, Levels = 3)");
        yield return Declaration.Of("Edges", "3, 4, 7", "GatedPool(3, Stride = 2, Padding = 1, Ceiling = true, CountPadding = false), MixedPool(2, Stride = 1, PaddingLeft = 1, Mix = 0.2)");
        yield return Declaration.Of("Sequence", "3, 17", "TreePool(2, KernelWidth = 3, PerChannel = true), MixedPool(2, PerChannel = true)", "MeanSquaredError");
        yield return Declaration.Of("Between", "17, 4, 4", "Tanh, GatedPool(2), BatchNorm, MixedPool(2, Frozen = true), Flatten, Dense(2)", "CrossEntropy");
    }
}
