using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Training;

/// <summary>What happens to gradients between the pass and the optimizer.</summary>
public sealed class GradientTests
{
    private static readonly float[] Input = [1, 2, 3, 4];

    [Theory]
    [InlineData(0.25f)]
    [InlineData(1e6f)]
    public void TheNormIsClippedAsInPyTorch(float largest)
    {
        LinearSoftmax plain = new(1), clipped = new(1);
        var trainer = new Trainer<LinearSoftmax>(clipped, new Sgd(0.1f)) { LargestGradientNorm = largest };
        trainer.Step(Input, (int[])[1]);
        plain.AccumulateGradients(Input, [1], []);
        double norm = Math.Sqrt(plain.Gradients.ToArray().Sum(g => (double)g * g));
        Assert.Equal(norm, trainer.GradientNorm, 1e-12);
        float factor = (float)Math.Min(1, largest / (norm + 1e-6));
        for (int i = 0; i < plain.Gradients.Length; i++)
            Assert.Equal(plain.Gradients[i] * factor, clipped.Gradients[i]);
    }

    [Fact]
    public void ValuesAreClippedBeforeTheNorm()
    {
        LinearSoftmax plain = new(1), clipped = new(1);
        new Trainer<LinearSoftmax>(clipped, new Sgd(0.1f)) { LargestGradientValue = 0.5f, LargestGradientNorm = 0.75f }.Step(Input, (int[])[1]);
        plain.AccumulateGradients(Input, [1], []);
        float[] expected = [.. plain.Gradients.ToArray().Select(g => Math.Clamp(g, -0.5f, 0.5f))];
        float factor = (float)Math.Min(1, 0.75 / (Math.Sqrt(expected.Sum(g => (double)g * g)) + 1e-6));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i] * factor, clipped.Gradients[i]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(1001)]
    public void TheSumOfSquaresIsExactEnoughAndFiniteForAllFiniteNumbers(int length)
    {
        float[] values = [.. Enumerable.Range(0, length).Select(i => MathF.Sin(i) * 1e20f)];
        double expected = values.Sum(v => (double)v * v);
        Assert.InRange(GradientMath.SumOfSquares(values), expected * (1 - 1e-12), expected * (1 + 1e-12));
        for (int i = 0; i < length; i += 7)
        {
            float[] wrong = [.. values];
            wrong[i] = float.NegativeInfinity;
            Assert.False(double.IsFinite(GradientMath.SumOfSquares(wrong)));
        }
    }

    // 22 samples at 4 at a time: 8 + 8 + 6, so the last step has batches of 4 and 2.
    [Fact]
    public void SeveralBatchesAreOneLargeBatch()
    {
        ArrayDataSet data = Clusters.Create(22, 1);
        Trainer<LinearSoftmax> large = new(new LinearSoftmax(1), new Sgd(0.5f)) { BatchSize = 8 };
        Trainer<LinearSoftmax> small = new(new LinearSoftmax(1), new Sgd(0.5f)) { BatchSize = 4, BatchesPerStep = 2 };
        large.Fit(data, 5, cancellation: TestContext.Current.CancellationToken);
        small.Fit(data, 5, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([4, 4, 4, 4, 4, 2], small.Network.BatchSizes[..6]);
        Assert.Equal(large.Optimizer.Steps, small.Optimizer.Steps);
        for (int i = 0; i < 32; i++)
            Assert.Equal(large.Network.Weights.Values[i], small.Network.Weights.Values[i], 1e-5f);
        for (int i = 0; i < 5; i++)
            Assert.Equal(large.History.Epochs[i].Loss, small.History.Epochs[i].Loss, 1e-5);
    }

    [Fact]
    public void ClippedStepsDoNotAllocate()
    {
        var optimizer = new AdamW { DecayBiasAndNormalization = false, Groups = [new(t => t.Shape.Length == 2, 0.5f)] };
        var trainer = new Trainer<LinearSoftmax>(new LinearSoftmax(1), optimizer) { LargestGradientNorm = 0.1f, LargestGradientValue = 1 };
        int[] labels = [1];
        trainer.Step(Input, labels);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                trainer.Step(Input, labels);
        }));
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        var trainer = new Trainer<LinearSoftmax>(new LinearSoftmax(1), new Sgd(1));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => trainer.LargestGradientNorm = 0);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => trainer.LargestGradientValue = float.NaN);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => trainer.BatchesPerStep = 0);
    }
}
