using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void AStepFollowsTheGradientAndReturnsTheLossBefore()
    {
        var net = new LinearSoftmax(seed: 1);
        float[] before = net.Weights.Values.ToArray(), x = [1, 2, 3, 4];
        long version = net.Weights.Version;
        float expected = net.EvaluateLoss(x, [2], []);
        Assert.Equal(expected, Plain(net).Step(x, (int[])[2]));
        Assert.True(net.Weights.Version > version);
        for (int i = 0; i < before.Length; i++)
            Assert.Equal(before[i] - 0.1f * net.Gradients[i], net.Weights.Values[i]);
        Assert.True(net.EvaluateLoss(x, [2], []) < expected);
    }

    [Fact]
    public void GradientsOfEarlierStepsDoNotCount()
    {
        LinearSoftmax first = new(1), second = new(1);
        second.Gradients.Fill(7);
        Plain(first).Step((float[])[1, 2, 3, 4], (int[])[0]);
        Plain(second).Step((float[])[1, 2, 3, 4], (int[])[0]);
        Assert.Equal(first.Weights.Values, second.Weights.Values);
    }

    [Fact]
    public void StepsAfterTheFirstDoNotAllocate()
    {
        var trainer = new Trainer<LinearSoftmax>(new LinearSoftmax(1), new Sgd(0.1f, momentum: 0.9f));
        float[] x = new float[8 * LinearSoftmax.Inputs];
        int[] labels = new int[8];
        trainer.Step(x, labels);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                trainer.Step(x, labels);
        }));
    }

    [Fact]
    public void ABadBatchLeavesTheWeightsAlone()
    {
        var net = new LinearSoftmax(1);
        float[] before = net.Weights.Values.ToArray();
        Assert.Throws<ArgumentException>(() => Plain(net).Step(new float[7], new int[2]));
        Assert.Equal(before, net.Weights.Values);
    }

    [Fact]
    public void EvaluationCountsWhatItSees()
    {
        // W = identity, no biases: the class is the largest of the first three numbers.
        var net = new LinearSoftmax(1);
        net.Weights.Values.Clear();
        for (int c = 0; c < 3; c++)
            net.Weights.Edit("dense1.weight")[c * 5] = 1;
        float[] x = [9, 0, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 0, 9, 0, 0, 9, 0, 0];
        var data = new ArrayDataSet(5, x, [0, 1, 0, 2, 2], classes: ["a", "b", "c"]);
        Evaluation result = new Trainer<LinearSoftmax>(net, new Sgd(1)) { BatchSize = 2 }.Evaluate(data);
        Evaluation inference = Evaluation.Of(net, data);

        Assert.Equal((5, 3L, 0.6), (result.Count, result.Correct, result.Accuracy));
        Assert.Equal(2 * 9.0 / 5, result.Loss, 1e-3);
        Assert.Equal((5, 3L, double.NaN), (inference.Count, inference.Correct, inference.Loss));
        ConfusionMatrix confusion = result.Confusion;
        Assert.Equal((3, 5L, "c", "7"), (confusion.Classes, confusion.Count, confusion.Name(2), confusion.Name(7)));
        long[] cells = [.. Enumerable.Range(0, 9).Select(i => confusion[i / 3, i % 3])];
        Assert.Equal([1, 1, 0, 0, 1, 0, 0, 1, 1], cells);
        Assert.Equal((0.5, 1.0, 0.5), (confusion.Recall(0), confusion.Recall(1), confusion.Recall(2)));
        Assert.Equal(1 / 3.0, confusion.Precision(1));
        Assert.Throws<ArgumentOutOfRangeException>("predicted", () => confusion[0, 3]);
    }

    [Fact]
    public void ALossOfTargetsHasNoAccuracy()
    {
        var net = new LinearSoftmax(1) { LabelsPerSample = 0, TargetsPerSample = 1 };
        Trainer<LinearSoftmax> trainer = Plain(net);
        trainer.BatchSize = 2;
        var data = new ArrayDataSet(3, new float[12], targets: [1, 2, 6]);
        Evaluation result = trainer.Evaluate(data);
        Assert.Equal((3, 3.0, 0L, double.NaN, 0), (result.Count, result.Loss, result.Correct, result.Accuracy, result.Confusion.Classes));
        Assert.Equal(1.5f, trainer.Step(new float[8], (float[])[1, 2]));
        Fit(trainer, data, epochs: 1, validation: data);
        Assert.Equal((3.0, 3.0), (trainer.History.Epochs[0].Loss, trainer.History.Epochs[0].Validation!.Loss));

        string message = Assert.Throws<ArgumentException>("data", () => trainer.Evaluate(Clusters.Create(2, 1))).Message;
        Assert.Contains("takes 1 targets per sample, but the data set has 0", message);
        message = Assert.Throws<ArgumentException>("data", () => Evaluation.Of(net, data)).Message;
        Assert.Contains("Expected 1 label per sample, but the data set has 0", message);
    }

    [Fact]
    public void ArgumentsAreCheckedWithWhatWasExpected()
    {
        var net = new LinearSoftmax(1);
        Trainer<LinearSoftmax> trainer = Plain(net);
        Assert.Throws<ArgumentNullException>("network", () => new Trainer<LinearSoftmax>(null!, new Sgd(1)));
        Assert.Throws<ArgumentNullException>("optimizer", () => new Trainer<LinearSoftmax>(net, null!));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => trainer.BatchSize = 0);
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => Fit(trainer, Clusters.Create(2, 1), 0));
        Assert.Throws<ArgumentNullException>("data", () => trainer.Evaluate(null!));

        var wide = new ArrayDataSet(1, new float[5], [0]);
        string message = Assert.Throws<ArgumentException>("data", () => Fit(trainer, wide, 1)).Message;
        Assert.Contains("LinearSoftmax takes inputs of 4 numbers (4), but the data set has 5", message);
        Assert.Throws<ArgumentException>("validation", () => Fit(trainer, Clusters.Create(2, 1), 1, validation: wide));

        var unlabelled = new ArrayDataSet(1, new float[4]);
        message = Assert.Throws<ArgumentException>("data", () => Fit(trainer, unlabelled, 1)).Message;
        Assert.Contains("The loss of LinearSoftmax takes 1 labels per sample, but the data set has 0", message);
        message = Assert.Throws<ArgumentException>("data", () => Fit(trainer, new ImageDataSet(1, 2, 2, [], []), 1)).Message;
        Assert.Contains("no samples", message);

        var unknown = new ArrayDataSet(2, new float[8], [0, 3]);
        message = Assert.Throws<ArgumentException>("data", () => Evaluation.Of(net, unknown)).Message;
        Assert.Contains("Sample 1 has label 3, expected 0 to 2: LinearSoftmax has 3 outputs", message);

        var lossless = new LinearSoftmax(1) { LabelsPerSample = 0 };
        Assert.Contains("declares no loss", Assert.Throws<InvalidOperationException>(() => Fit(Plain(lossless), unlabelled, 1)).Message);
        Assert.Equal(0.5, Plain(lossless).Evaluate(new ArrayDataSet(2, new float[8], [Answer(net), (Answer(net) + 1) % 3])).Accuracy);
    }

    private static int Answer(LinearSoftmax net)
    {
        float[] scores = new float[3];
        net.Forward(new float[4], scores);
        return Array.IndexOf(scores, scores.Max());
    }

    private static void Fit(Trainer<LinearSoftmax> trainer, DataSet data, int epochs, DataSet? validation = null) =>
        trainer.Fit(data, epochs, null, validation, TestContext.Current.CancellationToken);

    private static Trainer<LinearSoftmax> Plain(LinearSoftmax net) => new(net, new Sgd(0.1f));
}
