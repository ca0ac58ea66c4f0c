using System.Diagnostics;
using Unfurl;

namespace Inceptions;

/// <summary>GoogLeNet at work with fresh weights: how long an answer takes, and that it learns.</summary>
internal static class FullSize
{
    private const int BatchSize = 4;
    private const int Steps = 5;
    private const int Answers = 5;

    /// <summary>Answers an image a few times, then trains on a few made-up ones.</summary>
    public static void Run()
    {
        var net = new GoogLeNet(seed: 1);
        var random = new Random(1);
        float[] images = [.. Enumerable.Range(0, BatchSize * GoogLeNet.InputLength).Select(_ => 2 * random.NextSingle() - 1)];
        int[] labels = [.. Enumerable.Range(0, BatchSize).Select(_ => random.Next(GoogLeNet.OutputLength))];

        Console.WriteLine();
        Console.WriteLine($"One image of 224x224, answered {Answers} times; the first time code is compiled and weights are packed:");
        float[] image = images[..GoogLeNet.InputLength], scores = new float[GoogLeNet.OutputLength];
        for (int i = 0; i < Answers; i++)
            Console.WriteLine($"  {Milliseconds(() => net.Forward(image, scores)),8:0.0} ms");

        Console.WriteLine();
        Console.WriteLine($"Training on {BatchSize} made-up images, all three losses, SGD with momentum:");
        var trainer = new Trainer<GoogLeNet>(net, new Sgd(0.1f, momentum: 0.9f));
        for (int step = 1; step <= Steps; step++)
        {
            float loss = 0;
            double time = Milliseconds(() => loss = trainer.Step(images, labels));
            Console.WriteLine($"  step {step}: loss {loss:0.0000}, {time:0} ms");
        }
    }

    private static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
