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
}
