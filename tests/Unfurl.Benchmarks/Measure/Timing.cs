namespace Unfurl.Benchmarks;

/// <summary>How long one run of a contender takes.</summary>
/// <param name="Microseconds">The median.</param>
/// <param name="CpuShare">Processor time over elapsed time while it was timed: 1 if it had a core to itself, less if other processes
/// took their turns, which lengthens some samples and makes the median a matter of luck.</param>
internal readonly record struct Timing(double Microseconds, double CpuShare)
{
    /// <summary>Below this share of a core a timing proves nothing.</summary>
    public const double TrustedShare = 0.95;
}
