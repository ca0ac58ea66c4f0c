using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    // Half of e^x overflows a little later than e^x.
    private const float HalfExpHighest = 90f;

    /// <summary>The hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sinh(float x) => Sinh(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <inheritdoc cref="Sinh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sinh(Vector128<float> x) => Sinh<Lanes128, Vector128<float>>(x);

    /// <inheritdoc cref="Sinh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sinh(Vector256<float> x) => Sinh<Lanes256, Vector256<float>>(x);

    /// <inheritdoc cref="Sinh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sinh(Vector512<float> x) => Sinh<Lanes512, Vector512<float>>(x);

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cosh(float x) => Cosh(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <inheritdoc cref="Cosh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cosh(Vector128<float> x) => Cosh<Lanes128, Vector128<float>>(x);

    /// <inheritdoc cref="Cosh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cosh(Vector256<float> x) => Cosh<Lanes256, Vector256<float>>(x);

    /// <inheritdoc cref="Cosh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cosh(Vector512<float> x) => Cosh<Lanes512, Vector512<float>>(x);

    /// <summary>The inverse hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Asinh(float x) => Asinh(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <inheritdoc cref="Asinh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Asinh(Vector128<float> x) => Asinh<Lanes128, Vector128<float>>(x);

    /// <inheritdoc cref="Asinh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Asinh(Vector256<float> x) => Asinh<Lanes256, Vector256<float>>(x);

    /// <inheritdoc cref="Asinh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Asinh(Vector512<float> x) => Asinh<Lanes512, Vector512<float>>(x);

    /// <remarks>
    /// With h = e^|x| / 2: h - 1 / (4 h); below 1, where that would cancel, x (1 + x^2 p(x^2)) with p of degree 3 (relative error 2^-31).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sinh<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector a = TLanes.Abs(x), z = TLanes.Multiply(a, a);
        TVector p = TLanes.Create(2.78392508e-06f);
        p = TLanes.MultiplyAdd(p, z, 0.000198426351f);
        p = TLanes.MultiplyAdd(p, z, 0.00833331142f);
        p = TLanes.MultiplyAdd(p, z, 0.166666672f);
        TVector near = TLanes.Multiply(TLanes.MultiplyAdd(p, z, 1f), a);
        TVector half = HalfExp<TLanes, TVector>(a);
        TVector far = TLanes.Subtract(half, TLanes.Divide(TLanes.Create(0.25f), half));
        return TLanes.CopySign(TLanes.SelectIfLess(a, TLanes.Create(1f), near, far), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Cosh<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector half = HalfExp<TLanes, TVector>(TLanes.Abs(x));
        return TLanes.Add(half, TLanes.Divide(TLanes.Create(0.25f), half));
    }

    /// <remarks>
    /// With a = |x|: log(a + sqrt(1 + a^2)) = log(1 + t), t = a + a^2 / (1 + sqrt(1 + a^2)), which loses nothing of a small a. From 2^30 on it is log(2 a),
    /// and a^2 is not needed, which would overflow.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Asinh<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector one = TLanes.Create(1f), huge = TLanes.Create(1073741824f), a = TLanes.Abs(x), z = TLanes.Multiply(a, a);
        TVector t = TLanes.Add(a, TLanes.Divide(z, TLanes.Add(one, TLanes.Sqrt(TLanes.Add(one, z)))));
        t = TLanes.SelectIfLess(a, huge, t, a);
        TVector result = Log1p<TLanes, TVector>(t, TLanes.SelectIfLess(a, huge, TLanes.Create(0f), one), out _);
        result = TLanes.SelectIfEqual(a, TLanes.Create(float.PositiveInfinity), a, result);
        return TLanes.CopySign(TLanes.SelectIfEqual(a, TLanes.Create(0f), a, result), x);
    }

    /// <summary>e^x / 2 for x of at least 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector HalfExp<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector power = ExpOfRemainder<TLanes, TVector>(TLanes.MinNative(TLanes.Create(HalfExpHighest), x), out TVector n);
        return TLanes.Scale(power, TLanes.Subtract(n, TLanes.Create(1f)));
    }
}
