using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    // Up to here the multiple of pi/2 has 20 bits, and its product with the first part of pi/2 is exact.
    private const float ReducedHighest = 1e6f;

    private const double TwoOverPi = 0.6366197723675814;

    // pi/2 in two parts, the first of 33 bits.
    private const double HalfPiHigh = 1.5707963267341256;
    private const double HalfPiLow = 6.077100506506192e-11;

    // Adding 1.5 * 2^52 rounds a double to an integer.
    private const double RoundDouble = 6755399441055744;

    /// <summary>The sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sin(float x) => Sin(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Sin(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sin(Vector128<float> x) => Sin<Lanes128, Doubles128, Vector128<float>, Vector128<double>>(x);

    /// <inheritdoc cref="Sin(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sin(Vector256<float> x) => Sin<Lanes256, Doubles256, Vector256<float>, Vector256<double>>(x);

    /// <inheritdoc cref="Sin(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x) => Sin<Lanes512, Doubles512, Vector512<float>, Vector512<double>>(x);

    /// <summary>The cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cos(float x) => Cos(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Cos(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cos(Vector128<float> x) => Cos<Lanes128, Doubles128, Vector128<float>, Vector128<double>>(x);

    /// <inheritdoc cref="Cos(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cos(Vector256<float> x) => Cos<Lanes256, Doubles256, Vector256<float>, Vector256<double>>(x);

    /// <inheritdoc cref="Cos(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x) => Cos<Lanes512, Doubles512, Vector512<float>, Vector512<double>>(x);

    /// <summary>The tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tan(float x) => Tan(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Tan(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tan(Vector128<float> x) => Tan<Lanes128, Doubles128, Vector128<float>, Vector128<double>>(x);

    /// <inheritdoc cref="Tan(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tan(Vector256<float> x) => Tan<Lanes256, Doubles256, Vector256<float>, Vector256<double>>(x);

    /// <inheritdoc cref="Tan(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tan(Vector512<float> x) => Tan<Lanes512, Doubles512, Vector512<float>, Vector512<double>>(x);

    /// <summary>sin(x) / x, and 1 at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sinc(float x) => Sinc(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Sinc(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sinc(Vector128<float> x) => Sinc<Lanes128, Doubles128, Vector128<float>, Vector128<double>>(x);

    /// <inheritdoc cref="Sinc(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sinc(Vector256<float> x) => Sinc<Lanes256, Doubles256, Vector256<float>, Vector256<double>>(x);

    /// <inheritdoc cref="Sinc(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sinc(Vector512<float> x) => Sinc<Lanes512, Doubles512, Vector512<float>, Vector512<double>>(x);

    /// <remarks>
    /// x = n pi/2 + r: the sine is plus or minus the sine or the cosine of r, by the last two bits of n.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sin<TLanes, TDoubles, TVector, TDouble>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TDoubles : struct, IDoubleLanes<TVector, TDouble>
        where TVector : struct
        where TDouble : struct
    {
        TVector r = Reduce<TDoubles, TVector, TDouble>(x, out TVector n);
        TVector value = TLanes.SelectIfBit(n, 0, CosOfRemainder<TLanes, TVector>(r), SinOfRemainder<TLanes, TVector>(r));
        return OrFar<TLanes, TVector, ScalarSin>(x, TLanes.NegateIfBit(value, n, 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Cos<TLanes, TDoubles, TVector, TDouble>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TDoubles : struct, IDoubleLanes<TVector, TDouble>
        where TVector : struct
        where TDouble : struct
    {
        TVector r = Reduce<TDoubles, TVector, TDouble>(x, out TVector n);
        TVector value = TLanes.SelectIfBit(n, 0, SinOfRemainder<TLanes, TVector>(r), CosOfRemainder<TLanes, TVector>(r));
        return OrFar<TLanes, TVector, ScalarCos>(x, TLanes.NegateIfBit(value, TLanes.Add(n, TLanes.Create(1f)), 1));
    }

    /// <remarks>
    /// Of the remainder r (1 + r^2 p(r^2)), p of degree 5 (relative error 2^-26); of an odd multiple of pi/2 further -1 over that.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Tan<TLanes, TDoubles, TVector, TDouble>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TDoubles : struct, IDoubleLanes<TVector, TDouble>
        where TVector : struct
        where TDouble : struct
    {
        TVector r = Reduce<TDoubles, TVector, TDouble>(x, out TVector n), z = TLanes.Multiply(r, r);
        TVector p = TLanes.Create(0.00938944053f);
        p = TLanes.MultiplyAdd(p, z, 0.00311241206f);
        p = TLanes.MultiplyAdd(p, z, 0.024435414f);
        p = TLanes.MultiplyAdd(p, z, 0.0534095541f);
        p = TLanes.MultiplyAdd(p, z, 0.133388251f);
        p = TLanes.MultiplyAdd(p, z, 0.333331555f);
        TVector tangent = TLanes.Multiply(TLanes.MultiplyAdd(p, z, 1f), r);
        return OrFar<TLanes, TVector, ScalarTan>(x, TLanes.SelectIfBit(n, 0, TLanes.Divide(TLanes.Create(-1f), tangent), tangent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sinc<TLanes, TDoubles, TVector, TDouble>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TDoubles : struct, IDoubleLanes<TVector, TDouble>
        where TVector : struct
        where TDouble : struct
    {
        TVector r = Reduce<TDoubles, TVector, TDouble>(x, out TVector n);
        TVector sine = TLanes.SelectIfBit(n, 0, CosOfRemainder<TLanes, TVector>(r), SinOfRemainder<TLanes, TVector>(r));
        TVector quotient = TLanes.Divide(TLanes.NegateIfBit(sine, n, 1), x);
        return OrFar<TLanes, TVector, ScalarSinc>(x, TLanes.SelectIfEqual(x, TLanes.Create(0f), TLanes.Create(1f), quotient));
    }

    // r (1 + r^2 p(r^2)) with p of degree 2: relative error 2^-28.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SinOfRemainder<TLanes, TVector>(TVector r)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector z = TLanes.Multiply(r, r);
        TVector p = TLanes.Create(-0.00019518788f);
        p = TLanes.MultiplyAdd(p, z, 0.00833219197f);
        p = TLanes.MultiplyAdd(p, z, -0.166666552f);
        return TLanes.Multiply(TLanes.MultiplyAdd(p, z, 1f), r);
    }

    // 1 - r^2 / 2 + r^4 q(r^2) with q of degree 2: error 2^-33.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector CosOfRemainder<TLanes, TVector>(TVector r)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector z = TLanes.Multiply(r, r);
        TVector q = TLanes.Create(2.44325656e-05f);
        q = TLanes.MultiplyAdd(q, z, -0.00138873106f);
        q = TLanes.MultiplyAdd(q, z, 0.0416666456f);
        return TLanes.MultiplyAdd(q, TLanes.Multiply(z, z), TLanes.MultiplyAdd(z, TLanes.Create(-0.5f), 1f));
    }

    /// <summary>Splits x = n pi/2 + r with integer n and |r| at most pi/4, for |x| up to a million.</summary>
    /// <remarks>A float can come within 2^-29 of its size of a multiple of pi/2, so pi/2 is needed to 80 bits. In doubles the first of its two parts has a product
    /// with n that is exact, and x minus that product is exact; single precision would need four parts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Reduce<TDoubles, TVector, TDouble>(TVector x, out TVector n)
        where TDoubles : struct, IDoubleLanes<TVector, TDouble>
        where TVector : struct
        where TDouble : struct
    {
        TDouble lower = ReduceHalf<TDoubles, TVector, TDouble>(TDoubles.Lower(x), out TDouble lowerN);
        TDouble upper = ReduceHalf<TDoubles, TVector, TDouble>(TDoubles.Upper(x), out TDouble upperN);
        n = TDoubles.Narrow(lowerN, upperN);
        return TDoubles.Narrow(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TDouble ReduceHalf<TDoubles, TVector, TDouble>(TDouble x, out TDouble n)
        where TDoubles : struct, IDoubleLanes<TVector, TDouble>
        where TVector : struct
        where TDouble : struct
    {
        n = TDoubles.Add(TDoubles.MultiplyAdd(x, TwoOverPi, TDoubles.Create(RoundDouble)), -RoundDouble);
        return TDoubles.MultiplyAdd(n, -HalfPiLow, TDoubles.MultiplyAdd(n, -HalfPiHigh, x));
    }
}
