using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unfurl.CompilerServices;

/// <summary>Several values of a sample in one span, sample after sample, and each of them apart.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Joined
{
    /// <summary>Takes one value of every sample out of a span of all.</summary>
    public static void Take(ReadOnlySpan<float> all, ref float part, int samples, int perSample, int offset, int length)
    {
        for (int n = 0; n < samples; n++)
            all.Slice((n * perSample) + offset, length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref part, (nint)n * length), length));
    }

    /// <summary>Puts one value of every sample into a span of all.</summary>
    public static void Put(Span<float> all, ref float part, int samples, int perSample, int offset, int length)
    {
        for (int n = 0; n < samples; n++)
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref part, (nint)n * length), length).CopyTo(all[((n * perSample) + offset)..]);
    }

    /// <summary>Copies one value of every sample.</summary>
    public static void Copy(ref float from, ref float to, int samples, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref from, samples * length).CopyTo(MemoryMarshal.CreateSpan(ref to, samples * length));
}
