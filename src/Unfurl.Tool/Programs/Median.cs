namespace Unfurl.Tool;

/// <summary>The middle of many samples: what a few interrupted ones do not move.</summary>
internal static class Median
{
    /// <summary>The median of at least one sample.</summary>
    public static double Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
