namespace Unfurl.Generator;

/// <summary>Parameter lists of kernels.</summary>
internal static class Kernels
{
    private static readonly KernelParameter Samples = new("samples", ParameterKind.Count);

    // Numbers that are loaded, worked on a little and stored.
    private const double NumbersPerNanosecond = 6;

    /// <summary>About how many nanoseconds it takes to make a map.</summary>
    /// <param name="map">What is written.</param>
    /// <param name="each">Operations for each number.</param>
    public static double Moving(Layout map, int each = 1) => (double)map.Channels * map.Height.Typical * map.Width.Typical * each / NumbersPerNanosecond;

    /// <summary>Float references by name, then the number of samples.</summary>
    public static EquatableArray<KernelParameter> Over(params string[] floats) =>
        floats.Select(f => new KernelParameter(f, ParameterKind.Floats)).Append(Samples).ToEquatable();

    /// <summary>Float references by name only.</summary>
    public static EquatableArray<KernelParameter> Once(params string[] floats) =>
        floats.Select(f => new KernelParameter(f, ParameterKind.Floats)).ToEquatable();

    /// <summary>Float references, then labels, the number of samples and a factor.</summary>
    public static EquatableArray<KernelParameter> ForLoss(IEnumerable<string> floats, string? labels) => floats
        .Select(f => new KernelParameter(f, ParameterKind.Floats))
        .Concat(labels is null ? [] : [new KernelParameter(labels, ParameterKind.Integers)])
        .Append(Samples)
        .Append(new KernelParameter("scale", ParameterKind.Number))
        .ToEquatable();
}
