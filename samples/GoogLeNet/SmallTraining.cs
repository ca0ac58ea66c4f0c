using System.Diagnostics;
using Unfurl;

namespace Inceptions;

/// <summary>Trains the small network and judges it after every epoch.</summary>
internal static class SmallTraining
{
    private const int UsualEpochs = 3;
    private const float FirstRate = 3e-3f;

    /// <summary>Trains it; returns whether it became as accurate as it has to.</summary>
    public static bool Run(Options options)
    {
        Pictures pictures = Pictures.Open(options.Data);
        int epochs = options.Epochs ?? UsualEpochs;
        LayerList.Write(SmallGoogLeNet.Info);
        Console.WriteLine();
        Console.WriteLine($"SmallGoogLeNet on {pictures.Name}: {pictures.Train.Count} images to learn, {pictures.Test.Count} to test.");

        var trainer = new Trainer<SmallGoogLeNet>(new SmallGoogLeNet(seed: 1), new Adam(FirstRate));
        var schedule = new FallingRate(trainer.Optimizer, FirstRate, epochs);
        double accuracy = 0;
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            TrainingEpoch done = trainer.Fit(pictures.Train, epochs: 1, schedule).Epochs[^1];
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            accuracy = trainer.Evaluate(pictures.Test).Accuracy;
            Console.WriteLine($"Epoch {epoch} of {epochs}: loss {done.Loss:0.0000}, test {100 * accuracy:0.00} %, {time.TotalSeconds:0} s");
        }

        // Fewer epochs than usual are a look at the sample: nothing was promised for them.
        double goal = epochs < UsualEpochs ? 0 : pictures.Goal;
        if (goal > 0)
            Console.WriteLine($"That is {(accuracy >= goal ? "at least" : "BELOW")} the {100 * goal:0} % it has to reach.");
        return accuracy >= goal;
    }

    /// <summary>Lets the learning rate fall to 0 along a half cosine over all epochs.</summary>
    private sealed class FallingRate(Optimizer optimizer, float first, int epochs) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            double done = (value.Epoch - 1 + (double)value.SamplesDone / value.Samples) / epochs;
            optimizer.LearningRate = (float)(first * (1 + Math.Cos(Math.PI * done)) / 2);
        }
    }
}
