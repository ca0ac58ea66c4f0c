using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>The natural logarithm: -infinity at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => Log(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x) => Log<Lanes128, Vector128<float>>(x);

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x) => Log<Lanes256, Vector256<float>>(x);

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x) => Log<Lanes512, Vector512<float>>(x);

    /// <summary>log(1 + x) with full relative accuracy around 0: -infinity at -1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log1p(float x) => Log1p(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <inheritdoc cref="Log1p(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log1p(Vector128<float> x) => Log1p<Lanes128, Vector128<float>>(x);

    /// <inheritdoc cref="Log1p(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log1p(Vector256<float> x) => Log1p<Lanes256, Vector256<float>>(x);

    /// <inheritdoc cref="Log1p(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1p(Vector512<float> x) => Log1p<Lanes512, Vector512<float>>(x);

    /// <remarks>
    /// x = m * 2^n with m in [sqrt(1/2), sqrt(2)); a subnormal x is multiplied by 2^24 first. log x = log(1 + f) + n ln 2 with f = m - 1, which is exact.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Log<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector zero = TLanes.Create(0f), normal = TLanes.Create(SmallestNormal);
        TVector m = TLanes.Split(TLanes.SelectIfLess(x, normal, TLanes.Multiply(x, TLanes.Create(16777216f)), x), out TVector n);
        n = TLanes.SelectIfLess(x, normal, TLanes.Subtract(n, TLanes.Create(24f)), n);
        TVector result = LogOfParts<TLanes, TVector>(TLanes.Subtract(m, TLanes.Create(1f)), n);
        TVector outside = TLanes.SelectIfEqual(x, zero, TLanes.Create(float.NegativeInfinity), TLanes.Create(float.NaN));
        result = TLanes.SelectIfLess(zero, x, result, outside);
        return TLanes.SelectIfEqual(x, TLanes.Create(float.PositiveInfinity), x, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Log1p<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector zero = TLanes.Create(0f), result = Log1p<TLanes, TVector>(x, zero, out TVector sum);
        TVector outside = TLanes.SelectIfEqual(sum, zero, TLanes.Create(float.NegativeInfinity), TLanes.Create(float.NaN));
        result = TLanes.SelectIfLess(zero, sum, result, outside);
        result = TLanes.SelectIfEqual(x, TLanes.Create(float.PositiveInfinity), x, result);
        return TLanes.SelectIfEqual(x, zero, x, result);
    }

    /// <summary>log(1 + x) + more ln 2 for finite x above -1.</summary>
    /// <remarks>
    /// 2^n is the power of two near 1 + x as rounded; only n is taken from that sum. (1 + x) 2^-n - 1 = x 2^-n + (2^-n - 1) loses nothing of a small x, and
    /// where the two cancel the sum is exact.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Log1p<TLanes, TVector>(TVector x, TVector more, out TVector sum)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector one = TLanes.Create(1f);
        sum = TLanes.Add(one, x);
        TLanes.Split(sum, out TVector n);
        TVector scale = TLanes.Scale(one, TLanes.Negate(n));
        TVector f = TLanes.MultiplyAdd(x, scale, TLanes.Subtract(scale, one));
        return LogOfParts<TLanes, TVector>(f, TLanes.Add(n, more));
    }

    /// <summary>log(1 + f) + n ln 2 for f in [sqrt(1/2) - 1, sqrt(2) - 1].</summary>
    /// <remarks>
    /// log(1 + f) = f - f^2 / 2 + f^3 p(f), p of degree 7 the minimax fit (relative error 2^-27). What is small is summed first, so that f or n ln 2 is
    /// rounded once.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogOfParts<TLanes, TVector>(TVector f, TVector n)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector p = TLanes.Create(-0.0763654634f);
        p = TLanes.MultiplyAdd(p, f, 0.127635658f);
        p = TLanes.MultiplyAdd(p, f, -0.131602332f);
        p = TLanes.MultiplyAdd(p, f, 0.142014191f);
        p = TLanes.MultiplyAdd(p, f, -0.166233212f);
        p = TLanes.MultiplyAdd(p, f, 0.20001246f);
        p = TLanes.MultiplyAdd(p, f, -0.250008225f);
        p = TLanes.MultiplyAdd(p, f, 0.333333313f);
        TVector square = TLanes.Multiply(f, f);
        TVector small = TLanes.Multiply(TLanes.Multiply(f, square), p);
        small = TLanes.MultiplyAdd(n, Ln2Low, small);
        small = TLanes.MultiplyAdd(square, -0.5f, small);
        return TLanes.MultiplyAdd(n, Ln2High, TLanes.Add(f, small));
    }
}
