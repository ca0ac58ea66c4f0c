namespace Unfurl.Tests.Numerics;

/// <summary>Convolutions in groups, from two groups to one for each channel, where groups fall on blocks of 16 channels and where they do not.</summary>
public sealed class GroupedConvolutionTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 3);

    private static IEnumerable<Declaration> Declarations()
    {
        // Narrow maps go along the channels, wide ones along the width.
        foreach (int width in new[] { 5, 16, 19 })
        {
            yield return Declaration.Of($"Groups{width}", $"12, 4, {width}", Chain((24, 2), (48, 3), (48, 4), (32, 2), (64, 4), (32, 2), (12, 4), (5, 1)));
            yield return Declaration.Of($"SmallGroups{width}", $"12, 3, {width}", Chain((12, 4), (24, 12), (24, 6), (8, 8), (48, 4), (16, 16), (36, 4), (12, 6), (3, 3)));
            yield return Declaration.Of($"Depthwise{width}", $"5, 5, {width}", "Conv(5, 3, Padding = 1, Groups = 5), Conv(12, 1), Conv(12, 5, Padding = 2, Groups = 12, Bias = false), Conv(24, 1), Conv(24, 3, Padding = 1, Groups = 24), ReLU, Conv(32, 1), Conv(32, 3, Groups = 32)");
            yield return Declaration.Of($"Multiplier{width}", $"5, 3, {width}", "Conv(10, 3, Padding = 1, Groups = 5), Conv(20, 1, Groups = 10), Conv(16, 1), Conv(32, 3, Padding = 1, Groups = 16), Conv(64, 1, Groups = 32), Conv(48, 1), Conv(144, 3, Padding = 1, Groups = 48)");
        }

        yield return Declaration.Of("DepthwiseStrides", "24, 23, 21", "Conv(24, 3, Stride = 2, Padding = 1, Groups = 24), Conv(24, 2, Stride = 3, Groups = 24), Conv(24, 1, Stride = 2, Groups = 24, Padding = Padding.Same)");
        yield return Declaration.Of("DepthwiseRowStrides", "3, 17, 16", "Conv(3, 3, StrideHeight = 2, StrideWidth = 1, Padding = 1, Groups = 3), Conv(3, 3, StrideHeight = 3, StrideWidth = 1, Padding = Padding.Same, Groups = 3), Conv(3, 3, StrideWidth = 2, Groups = 3)");
        yield return Declaration.Of("DepthwiseDilations", "12, 9, 16", "Conv(12, 3, Dilation = 2, Padding = 2, Groups = 12), Conv(12, 3, DilationHeight = 3, Groups = 12), Conv(12, 2, Dilation = 3, Stride = 2, Padding = 3, Groups = 12)");
        yield return Declaration.Of("DepthwiseDilatedBlocks", "32, 8, 7", "Conv(32, 3, Dilation = 2, Padding = 2, Groups = 32), Conv(32, 3, Dilation = 3, Stride = 2, Padding = 3, Groups = 32)");
        yield return Declaration.Of("GroupStrides", "12, 17, 19", "Conv(24, 3, Stride = 2, Padding = 1, Groups = 3), Conv(12, 3, Stride = 3, Padding = 2, Groups = 4), Conv(6, 2, Stride = 2, Groups = 2)");
        yield return Declaration.Of("GroupStridesOfBlocks", "32, 11, 11", "Conv(64, 3, Stride = 2, Padding = 1, Groups = 2), Conv(32, 2, Stride = 3, Groups = 2)");
        yield return Declaration.Of("GroupDilations", "12, 9, 16", "Conv(12, 3, Dilation = 2, Padding = 2, Groups = 2), Conv(8, 3, DilationWidth = 3, Groups = 4), Conv(48, 2, Dilation = 2, Stride = 2, Padding = 1, Groups = 2)");
        yield return Declaration.Of("ColumnStrides", "4, 4, 33", "Conv(4, 3, StrideWidth = 2, Groups = 2), Conv(6, 3, StrideHeight = 1, StrideWidth = 3, Padding = 1, Groups = 2)");
        yield return Declaration.Of("BetweenLayouts", "4, 5, 16", "Conv(4, 3, Padding = 1, Groups = 4), Conv(32, 3, Padding = 1, Groups = 2), Conv(32, 3, Padding = 1, Groups = 32), Conv(2, 3, Padding = 1, Groups = 2), Conv(2, 3, Padding = 1, Groups = 2)");
        yield return Declaration.Of("Fused", "6, 5, 9", "Conv(18, 3, Padding = 1, Groups = 3), ReLU, Conv(18, 3, Groups = 18), Tanh, Conv(36, 1, Groups = 2), SiLU, GlobalAveragePool, Conv(36, 1, Groups = 36), Flatten, Dense(3)", "CrossEntropy");
        yield return Declaration.Of("Sequence", "6, 33", "Conv(12, 3, Groups = 3), Conv(12, 5, Groups = 12, Stride = 2, Padding = 2), Conv(24, 2, Groups = 2, Dilation = 3, Padding = 3), Conv(48, 3, Groups = 24, Stride = 3)");
        yield return Declaration.Of("SequenceChannels", "48, 7", "Conv(48, 3, Padding = 1, Groups = 48), Conv(48, 3, Padding = 1, Groups = 3), Conv(96, 1, Groups = 2), Conv(12, 2, Groups = 12)");
        yield return Declaration.Of("OnePixel", "12, 1, 1", "Conv(12, 3, Padding = 1, Groups = 12), Conv(24, 1, Groups = 4), Conv(6, 1, Groups = 3, Bias = false)");
        yield return Declaration.Of("LargeDepthwise", "3, 16, 16", "Conv(3, 9, Padding = 4, Groups = 3), Conv(6, 7, Padding = 3, Groups = 3)");
    }

    private static string Chain(params (int Channels, int Groups)[] layers) =>
        string.Join(", ", layers.Select((l, i) => $"Conv({l.Channels}, {(i % 2 * 2) + 1}, Padding = Padding.Same, Groups = {l.Groups})"));
}
