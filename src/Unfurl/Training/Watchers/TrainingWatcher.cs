namespace Unfurl;

/// <summary>Looks for a sign of trouble during a training and says so in a sentence.</summary>
/// <remarks>A watcher belongs to one training at a time. Of an epoch that is continued from a checkpoint it sees only the rest.</remarks>
public abstract class TrainingWatcher
{
    private protected TrainingWatcher()
    {
    }

    /// <summary>Whether it reads activations, and so needs a network that keeps them.</summary>
    internal virtual bool NeedsActivations => false;

    /// <summary>After a training pass of some samples.</summary>
    internal virtual void OnBatch(ActivationReader activations, int samples)
    {
    }

    /// <summary>After a step.</summary>
    internal virtual void OnStep(GradientNorms norms)
    {
    }

    /// <summary>Forgets what it has counted: an epoch may have been broken off.</summary>
    internal abstract void BeginEpoch();

    /// <summary>After an epoch: what it has to say.</summary>
    internal abstract IEnumerable<string> EndEpoch();
}
