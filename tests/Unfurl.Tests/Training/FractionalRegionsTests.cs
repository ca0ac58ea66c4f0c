using Unfurl.CompilerServices;

namespace Unfurl.Tests.Training;

public sealed class FractionalRegionsTests
{
    // From 0 to the end in steps of two neighbouring lengths, the columns as many as the rows are not.
    [Theory]
    [InlineData(25, 18, false, false)]
    [InlineData(25, 18, true, false)]
    [InlineData(25, 18, false, true)]
    [InlineData(25, 18, true, true)]
    [InlineData(7, 7, false, false)]
    [InlineData(7, 7, true, true)]
    [InlineData(9, 1, true, false)]
    [InlineData(1, 1, true, true)]
    [InlineData(100, 9, false, true)]
    public void EdgesLeadFromEndToEndInEvenSteps(int cells, int windows, bool overlaps, bool pseudoRandom)
    {
        for (int pass = 0; pass < 50; pass++)
        {
            int end = overlaps ? cells - 1 : cells;
            float[] edges = Draw(cells, windows, overlaps, pseudoRandom, pass)[..(windows + 1)];
            Assert.Equal(0, edges[0]);
            Assert.Equal(end, edges[^1]);
            Assert.All(edges.Zip(edges.Skip(1), (a, b) => b - a), step => Assert.InRange(step, end / windows, (end + windows - 1) / windows));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PassesLayersAndSeedsDrawOthers(bool pseudoRandom)
    {
        float[] first = Draw(50, 36, false, pseudoRandom, 1);
        Assert.Equal(first, Draw(50, 36, false, pseudoRandom, 1));
        Assert.NotEqual(first, Draw(50, 36, false, pseudoRandom, 2));
        Assert.NotEqual(first, Draw(50, 36, false, pseudoRandom, 1, layer: 4));
        Assert.NotEqual(first, Draw(50, 36, false, pseudoRandom, 1, seed: 4));
    }

    // Of 2 long steps among 4, every one of the 6 orders comes as often as any other.
    [Fact]
    public void EveryOrderOfStepsIsEquallyLikely()
    {
        const int Draws = 6000;
        Dictionary<string, int> orders = Enumerable.Range(0, Draws)
            .GroupBy(pass => string.Join(" ", Draw(6, 4, false, false, pass)[..5]))
            .ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 850, 1150));
    }

    private static float[] Draw(int cells, int windows, bool overlaps, bool pseudoRandom, long pass, int layer = 3, int seed = 0)
    {
        var edges = new float[((2 * (windows + 1)) + 15) / 16 * 16];
        FractionalRegions.Fill(edges, cells, windows, overlaps ? 1 : 0, cells, windows, overlaps ? 1 : 0, pseudoRandom ? 1 : 0, seed, 1, 0, pass, layer);
        return edges;
    }
}
