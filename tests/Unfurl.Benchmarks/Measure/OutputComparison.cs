namespace Unfurl.Benchmarks;

/// <summary>Whether two sides computed the same thing: a fast wrong answer is no result.</summary>
internal static class OutputComparison
{
    /// <summary>Largest difference allowed, as a fraction of the largest output.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Says how the outputs differ, or null if they agree.</summary>
    public static string? FindMismatch(ReadOnlySpan<float> ours, ReadOnlySpan<float> peer)
    {
        if (ours.Length != peer.Length)
            return $"we give {ours.Length} numbers, the peer {peer.Length}";

        double scale = 0;
        foreach (float value in peer)
            scale = Math.Max(scale, Math.Abs(value));
        if (!double.IsFinite(scale))
            return "the peer's output is not finite, which shows nothing";

        for (int i = 0; i < ours.Length; i++)
        {
            // Written as "not within", so that NaN on either side is a mismatch.
            if (!(Math.Abs((double)ours[i] - peer[i]) <= Tolerance * scale))
                return $"output {i} is {ours[i]:G9}, the peer says {peer[i]:G9} (largest output {scale:G4})";
        }

        return null;
    }
}
