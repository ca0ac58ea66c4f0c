using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    /// <summary>e^x - 1 with full relative accuracy around 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ExpM1(float x) => ExpM1(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <inheritdoc cref="ExpM1(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ExpM1(Vector128<float> x) => ExpM1<Lanes128, Vector128<float>>(x);

    /// <inheritdoc cref="ExpM1(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ExpM1(Vector256<float> x) => ExpM1<Lanes256, Vector256<float>>(x);

    /// <inheritdoc cref="ExpM1(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x) => ExpM1<Lanes512, Vector512<float>>(x);

    /// <remarks>
    /// With e^x = 2^n e^r: e^r - 1 is r q without any cancellation, and is the result where n is 0. Elsewhere 2 (2^(n-1) (e^r - 1) + (2^(n-1) - 1/2)), which
    /// does not overflow before the result does. Below -20 the result is -1.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpM1<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector clamped = TLanes.MaxNative(TLanes.Create(-20f), TLanes.MinNative(TLanes.Create(ExpHighest), x));
        TVector factor = ExpFactor<TLanes, TVector>(clamped, out TVector r, out TVector n);
        TVector near = TLanes.Multiply(factor, r);
        TVector scale = TLanes.Scale(TLanes.Create(0.5f), n);
        TVector half = TLanes.MultiplyAdd(near, scale, TLanes.Subtract(scale, TLanes.Create(0.5f)));
        return TLanes.CopySign(TLanes.SelectIfEqual(n, TLanes.Create(0f), near, TLanes.Add(half, half)), x);
    }
}
