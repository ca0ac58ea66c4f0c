namespace Unfurl;

public sealed partial class Trainer<TNetwork>
{
    /// <summary>Writes everything a training goes on from: weights, the optimizer's state, the position in the epoch, random state and
    /// history. One safetensors file, written beside the target first and then renamed over it, so that no half file is ever seen.</summary>
    /// <remarks>Not in it: the data, the options of <c>Fit</c>, the optimizer's settings other than the learning rate, and gradient
    /// clipping. They must be the same again for the same bits.</remarks>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it was.</exception>
    public void SaveCheckpoint(string path)
    {
        var checkpoint = new TrainingCheckpoint
        {
            Network = Network.Name,
            Optimizer = Optimizer.GetType().Name,
            Steps = Optimizer.Steps,
            LearningRate = Optimizer.LearningRate,
            Seed = Seed,
            TrainingPass = Network.TrainingPass,
            BatchSize = BatchSize,
            BatchesPerStep = BatchesPerStep,
            BestEpoch = _best is null ? 0 : _bestEpoch,
            Position = _position,
            History = History,
        };
        var tensors = new CheckpointTensors(Network.Weights, Optimizer.State is null ? [] : Optimizer.StateNames, _best is not null);
        var metadata = new Dictionary<string, string> { ["network"] = Network.Name, [TrainingCheckpoint.Entry] = checkpoint.ToJson() };
        tensors.Save(path, Network.Weights, Optimizer.State, _best, metadata);
    }

    /// <summary>Reads a checkpoint: the next <c>Fit</c> goes on after the step it was written after, and gives the same bits as a training
    /// that was never interrupted. Sets <see cref="Seed"/>, <see cref="BatchSize"/>, <see cref="BatchesPerStep"/> and the learning rate
    /// to those of the checkpoint.</summary>
    /// <param name="path">A file written by <see cref="SaveCheckpoint"/> for a network and an optimizer of the same classes.</param>
    /// <exception cref="InvalidDataException">The file is damaged, is no checkpoint or does not fit; nothing has changed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Resume(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        TrainingCheckpoint checkpoint = TrainingCheckpoint.Read(file);
        if (checkpoint.Network != Network.Name || checkpoint.Optimizer != Optimizer.GetType().Name)
        {
            throw new InvalidDataException(
                $"{file.Source} is a checkpoint of {checkpoint.Network} trained by {checkpoint.Optimizer}, " +
                $"expected {Network.Name} trained by {Optimizer.GetType().Name}.");
        }

        bool hasState = checkpoint.Steps > 0;
        ReadOnlySpan<string> states = hasState ? Optimizer.StateNames : [];
        var tensors = new CheckpointTensors(Network.Weights, states, checkpoint.BestEpoch != 0);
        float[] all = tensors.Load(file, Network.Name);

        tensors.Part(all, 0).CopyTo(Network.Weights.Values);
        Network.Weights.MarkChanged();
        float[][] state = new float[states.Length][];
        for (int i = 0; i < state.Length; i++)
            state[i] = tensors.Part(all, 1 + i).ToArray();
        Optimizer.Restore(checkpoint.Steps, Network.Weights.LearnedLength, hasState ? state : null);
        (_best, _bestEpoch) = (checkpoint.BestEpoch == 0 ? null : tensors.Part(all, 1 + state.Length).ToArray(), checkpoint.BestEpoch);
        Take(checkpoint);
    }

    private void Take(TrainingCheckpoint checkpoint)
    {
        Optimizer.LearningRate = checkpoint.LearningRate;
        Network.TrainingPass = checkpoint.TrainingPass;
        Seed = checkpoint.Seed;
        BatchSize = checkpoint.BatchSize;
        BatchesPerStep = checkpoint.BatchesPerStep;
        History.CopyFrom(checkpoint.History);
        _position = checkpoint.Position;
        _resumed = true;
    }
}
