using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    // Where the two forms below are about equally accurate.
    private const float ErfPolynomialEnd = 0.921875f;

    // erf(3.92) is 1 to single precision.
    private const float ErfHighest = 4f;

    /// <summary>The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Erf(float x) => Erf(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <inheritdoc cref="Erf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erf(Vector128<float> x) => Erf<Lanes128, Vector128<float>>(x);

    /// <inheritdoc cref="Erf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erf(Vector256<float> x) => Erf<Lanes256, Vector256<float>>(x);

    /// <inheritdoc cref="Erf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x) => Erf<Lanes512, Vector512<float>>(x);

    /// <remarks>
    /// Near 0: x + x p(x^2) with p of degree 5. Further out: 1 - e^q(|x|) with q of degree 6, the fit to log(1 - erf). Both are minimax fits (relative errors
    /// of the result 2^-26 and 2^-29).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Erf<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector a = TLanes.Abs(x), z = TLanes.Multiply(a, a);
        TVector p = TLanes.Create(-0.00059945049f);
        p = TLanes.MultiplyAdd(p, z, 0.00499403803f);
        p = TLanes.MultiplyAdd(p, z, -0.0267673489f);
        p = TLanes.MultiplyAdd(p, z, 0.112818435f);
        p = TLanes.MultiplyAdd(p, z, -0.376124978f);
        p = TLanes.MultiplyAdd(p, z, 0.128379151f);
        TVector near = TLanes.MultiplyAdd(p, a, a);

        TVector t = TLanes.MinNative(TLanes.Create(ErfHighest), a);
        TVector q = TLanes.Create(0.000195674453f);
        q = TLanes.MultiplyAdd(q, t, -0.00304067484f);
        q = TLanes.MultiplyAdd(q, t, 0.0222169012f);
        q = TLanes.MultiplyAdd(q, t, -0.10391102f);
        q = TLanes.MultiplyAdd(q, t, -0.637205482f);
        q = TLanes.MultiplyAdd(q, t, -1.12766194f);
        q = TLanes.MultiplyAdd(q, t, -0.000198961599f);
        TVector power = ExpOfRemainder<TLanes, TVector>(q, out TVector n);
        TVector far = TLanes.Subtract(TLanes.Create(1f), TLanes.ScaleNormal(power, n));
        return TLanes.CopySign(TLanes.SelectIfLess(a, TLanes.Create(ErfPolynomialEnd), near, far), x);
    }
}
