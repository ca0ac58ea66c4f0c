using System.Runtime.CompilerServices;

namespace Unfurl.Tests.Training;

/// <summary>A training that writes checkpoints, in a process that is there to be killed: the test program itself, before it tests.</summary>
internal static class KilledTraining
{
    /// <summary>The folder of the checkpoint and the final weights; makes a process a child.</summary>
    public const string Variable = "UNFURL_KILLED_TRAINING";

    public const string Checkpoint = "training.checkpoint";
    public const string Weights = "final.safetensors";

    /// <summary>Steps of the whole training: 160 of 200 samples, 8 in a step.</summary>
    public const int Steps = Epochs * 20;

    private const int Epochs = 16;

    [ModuleInitializer]
    internal static void BeChild()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
            return;
        // A line out for every step, and one in to allow the next: a child that nobody kills in time waits.
        Run(folder, _ =>
        {
            Console.WriteLine("step");
            Console.ReadLine();
        });
        Environment.Exit(0);
    }

    /// <summary>Goes on from the checkpoint, if there is one, to the end.</summary>
    public static void Run(string folder, Action<TrainingStep> onStep)
    {
        string checkpoint = Path.Combine(folder, Checkpoint);
        var net = new LinearSoftmax(seed: 1) { IsNoisy = true };
        var trainer = new Trainer<LinearSoftmax>(net, new AdamW(0.01f)) { BatchSize = 4, BatchesPerStep = 2, Seed = 5 };
        if (File.Exists(checkpoint))
            trainer.Resume(checkpoint);
        trainer.Fit(Clusters.Create(200, 1), new TrainingOptions
        {
            UntilEpoch = Epochs,
            ValidationShare = 0.2f,
            Schedule = new PlateauSchedule(0.01f, patience: 1, factor: 0.5f).WithWarmUp(TrainingLength.Steps(50)),
            EarlyStopping = new EarlyStopping(100) { RestoreBest = true },
            CheckpointPath = checkpoint,
            CheckpointEvery = 3,
            OnStep = step =>
            {
                onStep(step);
                return true;
            },
        });
        net.Weights.Save(Path.Combine(folder, Weights));
    }
}
