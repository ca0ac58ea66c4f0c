namespace Unfurl.Tests.Numerics;

/// <summary>Several values of each sample in one array, sample after sample, and each of them apart.</summary>
internal static class Joint
{
    /// <summary>One of the values, of all samples.</summary>
    public static T[] Take<T>(T[] all, int samples, IReadOnlyList<int> lengths, int value)
    {
        int perSample = all.Length / samples, first = lengths.Take(value).Sum();
        return [.. Enumerable.Range(0, samples).SelectMany(n => all.Skip((n * perSample) + first).Take(lengths[value]))];
    }

    /// <summary>All values of the first sample, all of the second, ..</summary>
    public static T[] Join<T>(int samples, IReadOnlyList<T[]> values) =>
        [.. Enumerable.Range(0, samples).SelectMany(n => values.SelectMany(v => v.Skip(n * (v.Length / samples)).Take(v.Length / samples)))];
}
