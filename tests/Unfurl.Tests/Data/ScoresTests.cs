using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Data;

public sealed class ScoresTests
{
    [Theory]
    [InlineData(new[] { 1f, 3f, 2f }, new[] { 1, 2, 0 })]
    [InlineData(new[] { 1f, 3f, 3f, 1f, 3f }, new[] { 1, 2, 4, 0 })]
    [InlineData(new[] { float.NaN, float.NegativeInfinity, float.NaN, 0f }, new[] { 3, 1, 0, 2 })]
    [InlineData(new[] { -0f, 0f, float.PositiveInfinity }, new[] { 2, 0, 1 })]
    [InlineData(new[] { 5f }, new int[0])]
    public void TheLargestComeFirstAndTiesGoToTheLowerIndex(float[] scores, int[] expected)
    {
        int[] indices = new int[expected.Length];
        Scores.TopK(scores, indices);
        Assert.Equal(expected, indices);
    }

    [Fact]
    public void EveryLengthAgreesWithAStableSort()
    {
        var random = new SplitMix64(3);
        for (int round = 0; round < 300; round++)
        {
            float[] scores = new float[1 + random.NextInt32(40)];
            foreach (ref float score in scores.AsSpan())
                score = random.NextInt32(12) is var draw && draw == 0 ? float.NaN : draw - 6;
            int[] indices = new int[random.NextInt32(scores.Length + 1)];
            float[] best = new float[indices.Length];
            Scores.TopK(scores, indices, best);
            int[] expected = [.. Enumerable.Range(0, scores.Length)
                .OrderBy(i => float.IsNaN(scores[i])).ThenByDescending(i => scores[i]).Take(indices.Length)];
            Assert.Equal(expected, indices);
            Assert.Equal(expected.Select(i => scores[i]), best);
        }
    }

    [Fact]
    public void SpansThatDoNotFitAreRefused()
    {
        string message = Assert.Throws<ArgumentException>(() => Scores.TopK(new float[2], new int[3])).Message;
        Assert.StartsWith("There is room for 3 indices, but only 2 scores.", message);
        Assert.Throws<ArgumentException>(() => Scores.TopK(new float[3], new int[2], new float[3]));
    }

    [Fact]
    public void SoftmaxGivesProbabilities()
    {
        float[] scores = [1000, 1000 + MathF.Log(3), float.NegativeInfinity];
        Scores.Softmax(scores);
        Assert.Equal(0.25f, scores[0], 1e-4f); // log(3) beside 1000 has few bits left
        Assert.Equal(1, scores.Sum(), 1e-6f);
        Assert.Equal(0, scores[2]);
        float[][] undefined = [[1, float.NaN], [1, float.PositiveInfinity], [float.NegativeInfinity, float.NegativeInfinity]];
        foreach (float[] sample in undefined)
        {
            Scores.Softmax(sample);
            Assert.All(sample, value => Assert.True(float.IsNaN(value)));
        }

        Scores.Softmax([]);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] scores = [.. Enumerable.Range(0, 1000).Select(i => i * 7919 % 1000 / 100f)], best = new float[5];
        int[] indices = new int[5];
        Assert.Equal(0, Allocations.Of(() =>
        {
            Scores.TopK(scores, indices, best);
            Scores.Softmax(scores);
        }));
    }
}
