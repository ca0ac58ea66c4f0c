namespace Unfurl.Benchmarks;

/// <summary>The machine's peak as one more contender: what one core does at the moment that the others are timed.</summary>
/// <param name="bits">The vector width.</param>
internal sealed class PeakContender(int bits) : IContender
{
    private long _operations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Output => [];

    /// <summary>GFLOP/s of one core.</summary>
    /// <param name="timing">How long a run took.</param>
    public double Rate(Timing timing) => _operations / (timing.Microseconds * 1e3);

    /// <inheritdoc/>
    public void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
            _operations = FmaPeak.RunOnce(bits);
    }
}
