using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unfurl.CompilerServices;

/// <summary>Random numbers for layers.</summary>
/// <remarks>Counter based, as <see cref="DropoutMask"/>: a number depends on the pass, the layer and its index alone. One 64-bit hash makes two numbers, 24 bits each.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RandomNumbers
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>Fills <paramref name="numbers"/>, uniform in [0, 1).</summary>
    /// <param name="numbers">Every element is written.</param>
    /// <param name="pass">Number of the training pass.</param>
    /// <param name="layer">Number of the layer.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillUniform(Span<float> numbers, long pass, int layer)
    {
        ulong state = SplitMix64.Mix(SplitMix64.Mix((ulong)pass + Gamma) + (ulong)(uint)layer * Gamma);
        for (int i = 0; i < numbers.Length; i++)
        {
            ulong hash = SplitMix64.Mix(state + (ulong)(uint)((i / 2) + 1) * Gamma);
            numbers[i] = ((uint)(i % 2 == 0 ? hash : hash >> 32) >> 8) * (1f / (1 << 24));
        }
    }
}
