using Unfurl.CompilerServices;

namespace Unfurl.Tests.Training;

public sealed class DropoutMaskTests
{
    // One hash for two elements, the low half first, written out without vectors.
    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.99999994f)]
    public void EveryElementIsItsHashWhateverTheLength(float probability)
    {
        const ulong Gamma = 0x9E3779B97F4A7C15;
        ulong state = SplitMix64.Mix(SplitMix64.Mix(unchecked(7 + Gamma)) + unchecked(3 * Gamma));
        float[] expected = new float[101];
        for (int i = 0; i < expected.Length; i++)
        {
            ulong hash = SplitMix64.Mix(state + unchecked((ulong)(i / 2 + 1) * Gamma));
            ulong half = i % 2 == 0 ? hash & uint.MaxValue : hash >> 32;
            expected[i] = half < probability * 4294967296.0 ? 0 : 1 / (1 - probability);
        }

        for (int length = 0; length <= expected.Length; length++)
            Assert.Equal(expected[..length], Fill(length, probability, 7, 3));
    }

    // Stable over versions: a changed stream would change every training run.
    [Fact]
    public void TheStreamIsPinned() =>
        Assert.Equal(
            "0110101110001010010110001001110111111101",
            string.Concat(Fill(40, 0.5f, 1, 2).Select(factor => factor == 0 ? '0' : '1')));

    [Fact]
    public void TheShareOfZerosAndTheMeanAreRight()
    {
        const int Count = 1_000_000;
        foreach (float probability in (float[])[0.01f, 0.2f, 0.5f, 0.9f])
        {
            float[] mask = Fill(Count, probability, 0, 0);
            double zeros = mask.Count(factor => factor == 0) / (double)Count;
            double deviation = Math.Sqrt(probability * (1 - probability) / Count);
            Assert.InRange(zeros, probability - 5 * deviation, probability + 5 * deviation);
            Assert.Equal(1, mask.Average(factor => (double)factor), 5 * deviation / (1 - probability));
        }
    }

    // Two unrelated masks at 1/2 agree in half of the elements.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(-1, 0)]
    [InlineData(1L << 40, 0)]
    public void PassesAndLayersAreIndependent(long pass, int layer)
    {
        const int Count = 100_000;
        float[] first = Fill(Count, 0.5f, 0, 0);
        float[] second = Fill(Count, 0.5f, pass, layer);
        int agreements = first.Zip(second).Count(pair => pair.First == pair.Second);
        Assert.InRange(agreements, 0.49 * Count, 0.51 * Count);
        int shifted = first.Skip(1).Zip(second).Count(pair => pair.First == pair.Second);
        Assert.InRange(shifted, 0.49 * Count, 0.51 * Count);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1f)]
    [InlineData(float.NaN)]
    public void ProbabilitiesOutsideTheRangeAreRefused(float probability) =>
        Assert.Throws<ArgumentOutOfRangeException>("probability", () => DropoutMask.Fill(new float[4], probability, 0, 0));

    private static float[] Fill(int length, float probability, long pass, int layer)
    {
        float[] mask = Enumerable.Repeat(float.NaN, length).ToArray();
        DropoutMask.Fill(mask, probability, pass, layer);
        return mask;
    }
}
