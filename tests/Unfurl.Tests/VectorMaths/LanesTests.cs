using System.Runtime.Intrinsics;
using Unfurl.CompilerServices;

namespace Unfurl.Tests.VectorMaths;

public sealed class LanesTests
{
    [Fact]
    public void LoadEvenTakesEverySecondFloatFromAnyOffset()
    {
        float[] source = [.. Enumerable.Range(0, 64).Select(i => (float)i)];
        for (int offset = 0; offset <= 32; offset++)
        {
            float[] expected = [.. Enumerable.Range(0, 16).Select(i => (float)(offset + 2 * i))];
            Assert.Equal(Vector128.Create(expected), Lanes.LoadEven128(ref source[0], (nuint)offset));
            Assert.Equal(Vector256.Create(expected), Lanes.LoadEven256(ref source[0], (nuint)offset));
            Assert.Equal(Vector512.Create(expected), Lanes.LoadEven512(ref source[0], (nuint)offset));
        }
    }

    [Fact]
    public void TailMaskSetsTheFirstLanes()
    {
        foreach (int count in (int[])[int.MinValue, -1, .. Enumerable.Range(0, 20), int.MaxValue])
        {
            int[] expected = [.. Enumerable.Range(0, 16).Select(lane => lane < count ? -1 : 0)];
            Assert.Equal(Vector128.Create(expected), Lanes.TailMask128(count).AsInt32());
            Assert.Equal(Vector256.Create(expected), Lanes.TailMask256(count).AsInt32());
            Assert.Equal(Vector512.Create(expected), Lanes.TailMask512(count).AsInt32());
        }
    }

    [Fact]
    public void SumsAddHalvesWhateverTheWidth()
    {
        // Single numbers that a sum from left to right would lose beside the large ones.
        float[] source = [1e8f, 1, 2, 3, 4, 5, 6, 7, -1e8f, 8, 9, 10, 11, 12, 13, 14];
        Vector512<float> all = Vector512.Create(source);
        Assert.Equal(105, Lanes.Sum(all));
        Assert.Equal(Lanes.Sum(all), Lanes.Sum(all.GetLower() + all.GetUpper()));
        Assert.Equal(Lanes.Sum(all), Lanes.Sum((all.GetLower() + all.GetUpper()).GetLower() + (all.GetLower() + all.GetUpper()).GetUpper()));
    }

    /// <summary>To the bit, whatever the width: the second of two zeros, any NaN.</summary>
    [Fact]
    public void TheLargerOfTwoIsTheSameAtEveryWidth()
    {
        float[] numbers = [0f, -0f, 1, -1, float.PositiveInfinity, float.NegativeInfinity, float.NaN, -float.NaN, float.Epsilon, 3.5f, -3.5f];
        foreach (float a in numbers)
        {
            foreach (float b in numbers)
            {
                float expected = a > b || float.IsNaN(a) ? a : b;
                int bits = BitConverter.SingleToInt32Bits(expected);
                Assert.True(float.IsNaN(expected) == (float.IsNaN(a) || float.IsNaN(b)));
                Assert.Equal(bits, BitConverter.SingleToInt32Bits(Lanes.Larger(a, b)));
                Assert.Equal(bits, BitConverter.SingleToInt32Bits(Lanes.Larger(Vector128.Create(a), Vector128.Create(b))[3]));
                Assert.Equal(bits, BitConverter.SingleToInt32Bits(Lanes.Larger(Vector256.Create(a), Vector256.Create(b))[7]));
                Assert.Equal(bits, BitConverter.SingleToInt32Bits(Lanes.Larger(Vector512.Create(a), Vector512.Create(b))[15]));
            }
        }
    }
}
