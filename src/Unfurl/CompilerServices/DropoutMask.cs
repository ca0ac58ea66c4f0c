using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Unfurl.CompilerServices;

/// <summary>The random factors of dropout.</summary>
/// <remarks>
/// Counter based: a factor depends on the pass, the layer and its index alone, so threads need no shared generator and the bits are the
/// same on every machine and for every vector width. One 64-bit hash decides two elements, 32 bits each.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutMask
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>Fills <paramref name="mask"/>: 0 with the given probability, else 1 / (1 - p), which keeps the expectation.</summary>
    /// <param name="mask">The factors, every element written.</param>
    /// <param name="probability">Probability of a 0, in [0, 1).</param>
    /// <param name="pass">Number of the training pass.</param>
    /// <param name="layer">Number of the layer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1).</exception>
    public static void Fill(Span<float> mask, float probability, long pass, int layer)
    {
        if (!(probability >= 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "The probability of dropout must be in [0, 1).");

        // Dropped if 32 uniform bits are below p * 2^32: exact for every p of 2^-8 or more, and off by less than 2^-32 below.
        var threshold = (uint)(probability * 4294967296.0);
        float kept = 1f / (1f - probability);
        ulong state = SplitMix64.Mix(SplitMix64.Mix((ulong)pass + Gamma) + (ulong)(uint)layer * Gamma);

        int done = Vector512.IsHardwareAccelerated ? FillVectors(mask, threshold, kept, state) : 0;
        FillScalar(mask, done, threshold, kept, state);
    }

    /// <summary>16 elements a turn; gives the number done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FillVectors(Span<float> mask, uint threshold, float kept, ulong state)
    {
        ref float start = ref MemoryMarshal.GetReference(mask);
        Vector512<uint> limit = Vector512.Create(threshold);
        Vector512<float> factor = Vector512.Create(kept);
        Vector512<ulong> counter = Vector512.Create(state) + (Vector512<ulong>.Indices + Vector512<ulong>.One) * Gamma;
        Vector512<ulong> step = Vector512.Create(unchecked(Gamma * 8));
        int done = 0;
        for (; done <= mask.Length - 16; done += 16)
        {
            // The low half of each hash is the even element, as in FillScalar.
            Vector512<uint> bits = Mix(counter).AsUInt32();
            Vector512<float> keep = Vector512.GreaterThanOrEqual(bits, limit).AsSingle();
            (factor & keep).StoreUnsafe(ref start, (nuint)done);
            counter += step;
        }

        return done;
    }

    /// <summary>The elements from an even index on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillScalar(Span<float> mask, int from, uint threshold, float kept, ulong state)
    {
        uint factor = BitConverter.SingleToUInt32Bits(kept);
        Span<uint> bits = MemoryMarshal.Cast<float, uint>(mask);
        state += (ulong)(uint)(from / 2) * Gamma;
        int i = from;
        for (; i + 1 < bits.Length; i += 2)
        {
            ulong hash = SplitMix64.Mix(state += Gamma);
            bits[i] = factor & Keep((uint)hash, threshold);
            bits[i + 1] = factor & Keep((uint)(hash >> 32), threshold);
        }

        if (i < bits.Length)
            bits[i] = factor & Keep((uint)SplitMix64.Mix(state + Gamma), threshold);
    }

    // All ones if random >= threshold, by the borrow of a subtraction: a branch would be mispredicted half of the time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Keep(uint random, uint threshold) => ~(uint)((long)((ulong)random - threshold) >> 63);

    /// <summary><see cref="SplitMix64.Mix"/> of every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Mix(Vector512<ulong> z)
    {
        z = (z ^ (z >> 30)) * Vector512.Create(0xBF58476D1CE4E5B9);
        z = (z ^ (z >> 27)) * Vector512.Create(0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
