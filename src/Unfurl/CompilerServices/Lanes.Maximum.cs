using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unfurl.CompilerServices;

/// <content>The largest lane: halves are compared until one is left. NaN if any lane is.</content>
public static partial class Lanes
{
    /// <summary>The largest of 4 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum(Vector128<float> lanes)
    {
        Vector128<float> pairs = Vector128.Max(lanes, Vector128.Shuffle(lanes, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Max(pairs, Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    /// <summary>The largest of 8 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum(Vector256<float> lanes) => Maximum(Vector128.Max(lanes.GetLower(), lanes.GetUpper()));

    /// <summary>The largest of 16 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum(Vector512<float> lanes) => Maximum(Vector256.Max(lanes.GetLower(), lanes.GetUpper()));
}
