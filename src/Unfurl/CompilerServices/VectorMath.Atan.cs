using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    /// <summary>The inverse tangent, in (-pi/2, pi/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Atan(float x) => Atan(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <inheritdoc cref="Atan(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Atan(Vector128<float> x) => Atan<Lanes128, Vector128<float>>(x);

    /// <inheritdoc cref="Atan(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Atan(Vector256<float> x) => Atan<Lanes256, Vector256<float>>(x);

    /// <inheritdoc cref="Atan(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan(Vector512<float> x) => Atan<Lanes512, Vector512<float>>(x);

    /// <remarks>
    /// Of y = |x| or, above 1, 1 / |x|: y (1 + y^2 p(y^2)) with p of degree 8, the minimax fit (relative error 2^-28); above 1 that is taken from pi/2.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Atan<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector one = TLanes.Create(1f), a = TLanes.Abs(x);
        TVector y = TLanes.SelectIfLess(one, a, TLanes.Divide(one, a), a), z = TLanes.Multiply(y, y);
        TVector p = TLanes.Create(-0.00179035089f);
        p = TLanes.MultiplyAdd(p, z, 0.0108995019f);
        p = TLanes.MultiplyAdd(p, z, -0.0311486665f);
        p = TLanes.MultiplyAdd(p, z, 0.057927046f);
        p = TLanes.MultiplyAdd(p, z, -0.0840157568f);
        p = TLanes.MultiplyAdd(p, z, 0.109515056f);
        p = TLanes.MultiplyAdd(p, z, -0.142641023f);
        p = TLanes.MultiplyAdd(p, z, 0.19998534f);
        p = TLanes.MultiplyAdd(p, z, -0.333332986f);
        TVector near = TLanes.Multiply(TLanes.MultiplyAdd(p, z, 1f), y);

        // pi/2 is 1.57079637 - 4.371139e-8.
        TVector far = TLanes.Subtract(TLanes.Create(1.57079637f), TLanes.Add(near, TLanes.Create(4.371139e-8f)));
        return TLanes.CopySign(TLanes.SelectIfLess(one, a, far, near), x);
    }
}
