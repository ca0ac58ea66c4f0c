namespace Unfurl.Tests.Training;

public sealed class MetricTests
{
    // Scores 4 > 3 > 1; of equal ones the first counts as the larger.
    [Fact]
    public void TopKCountsRanks()
    {
        var net = new LinearSoftmax(1);
        net.Weights.Values.Clear();
        for (int c = 0; c < 3; c++)
            net.Weights.Edit("dense1.weight")[c * 5] = 1;
        float[] x = [4, 3, 1, 0, 4, 3, 1, 0, 4, 3, 1, 0, 2, 2, 1, 0, 2, 2, 1, 0];
        Evaluation result = Evaluation.Of(net, new ArrayDataSet(5, x, [0, 1, 2, 0, 1]));
        Assert.Equal((0.4, 0.4, 0.8, 1.0, 1.0), (result.Accuracy, result.TopAccuracy(1), result.TopAccuracy(2), result.TopAccuracy(3), result.TopAccuracy(9)));
        Assert.Equal(double.NaN, result.MeanAbsoluteError);
        Assert.Throws<ArgumentOutOfRangeException>("k", () => result.TopAccuracy(0));
    }

    [Fact]
    public void TheMeanAbsoluteErrorIsOverAllOutputs()
    {
        var net = new LinearSoftmax(1) { LabelsPerSample = 0, TargetsPerSample = 3 };
        net.Weights.Values.Clear();
        net.Weights.Edit("dense1.bias")[1] = 2;
        var data = new ArrayDataSet(2, new float[8], targets: [1, 1, 1, -1, 2, 0]);
        Evaluation result = new Trainer<LinearSoftmax>(net, new Sgd(1)) { BatchSize = 1 }.Evaluate(data);
        Assert.Equal(4 / 6.0, result.MeanAbsoluteError, 1e-12);
        Assert.Equal((0L, double.NaN, double.NaN), (result.Correct, result.Accuracy, result.TopAccuracy(1)));
    }
}
