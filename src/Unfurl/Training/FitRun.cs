namespace Unfurl;

/// <summary>What one call of <c>Fit</c> works with.</summary>
/// <param name="options">How to train.</param>
/// <param name="batch">Room for the samples the network takes at once.</param>
/// <param name="batchesPerStep">How many of those make a step.</param>
/// <param name="samples">Samples to learn from.</param>
/// <param name="validation">Samples to judge by, or null.</param>
/// <param name="cancellation">Ends the training before a step.</param>
internal sealed class FitRun(
    TrainingOptions options, Batch batch, int batchesPerStep, int samples, DataSet? validation, CancellationToken cancellation)
{
    private const int ReportsPerEpoch = 200;

    /// <summary>How to train.</summary>
    public TrainingOptions Options { get; } = options;

    /// <summary>Room for the samples the network takes at once.</summary>
    public Batch Batch { get; } = batch;

    /// <summary>Samples to judge by, or null.</summary>
    public DataSet? Validation { get; } = validation;

    /// <summary>Ends the training before a step.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The samples in the order of the epoch.</summary>
    public int[] Order { get; } = new int[samples];

    /// <summary>Samples of a step, but the last of an epoch.</summary>
    public int SamplesPerStep { get; } = (int)Math.Min((long)batch.Capacity * batchesPerStep, samples);

    /// <summary>Steps of an epoch.</summary>
    public int Steps => (Order.Length - 1) / SamplesPerStep + 1;

    /// <summary>Moments of an epoch that are noted.</summary>
    public int Reports => Math.Min(Steps, ReportsPerEpoch);

    /// <summary>Whether the moment after this step is noted.</summary>
    public bool IsNoted(int step) => step % ((Steps - 1) / ReportsPerEpoch + 1) == 0 || step == Steps;

    /// <summary>Draws the order of an epoch: it depends on seed and epoch alone, so that a continued training needs no state for it.
    /// </summary>
    public void Shuffle(int seed, int epoch)
    {
        var random = new SplitMix64(SplitMix64.Mix((ulong)seed) ^ SplitMix64.Mix((ulong)epoch));
        for (int i = 0; i < Order.Length; i++)
        {
            int other = random.NextInt32(i + 1);
            Order[i] = Order[other];
            Order[other] = i;
        }
    }
}
