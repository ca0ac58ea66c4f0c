using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    /// <summary>x to the power y; cases as in <see cref="Math.Pow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Pow(float x, float y) => Pow(Vector128.CreateScalarUnsafe(x), Vector128.CreateScalarUnsafe(y)).ToScalar();

    /// <inheritdoc cref="Pow(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Pow(Vector128<float> x, Vector128<float> y) => Pow<Lanes128, Doubles128, Vector128<float>, Vector128<double>>(x, y);

    /// <inheritdoc cref="Pow(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Pow(Vector256<float> x, Vector256<float> y) => Pow<Lanes256, Doubles256, Vector256<float>, Vector256<double>>(x, y);

    /// <inheritdoc cref="Pow(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pow(Vector512<float> x, Vector512<float> y) => Pow<Lanes512, Doubles512, Vector512<float>, Vector512<double>>(x, y);

    /// <remarks>
    /// |x|^y = 2^(y log2 |x|), in doubles: an error of y log2 |x|, which reaches 128, is an error of the result in the same number of bits. Then the sign,
    /// which an odd y keeps, and the ends of the range.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pow<TLanes, TDoubles, TVector, TDouble>(TVector x, TVector y)
        where TLanes : struct, ILanes<TVector>
        where TDoubles : struct, IDoubleLanes<TVector, TDouble>
        where TVector : struct
        where TDouble : struct
    {
        TVector zero = TLanes.Create(0f), one = TLanes.Create(1f), infinity = TLanes.Create(float.PositiveInfinity), nan = TLanes.Create(float.NaN);
        TVector a = TLanes.Abs(x), normal = TLanes.Create(SmallestNormal);
        TVector m = TLanes.Split(TLanes.SelectIfLess(a, normal, TLanes.Multiply(a, TLanes.Create(16777216f)), a), out TVector n);
        n = TLanes.SelectIfLess(a, normal, TLanes.Subtract(n, TLanes.Create(24f)), n);

        // Infinite only where x is: 0 times it must be 0 where x is 1.
        TVector finite = TLanes.MaxNative(TLanes.Create(-1e30f), TLanes.MinNative(TLanes.Create(1e30f), y));
        TDouble lower = PowHalf<TDoubles, TVector, TDouble>(TDoubles.Lower(m), TDoubles.Lower(n), TDoubles.Lower(finite), out TDouble lowerN);
        TDouble upper = PowHalf<TDoubles, TVector, TDouble>(TDoubles.Upper(m), TDoubles.Upper(n), TDoubles.Upper(finite), out TDouble upperN);
        TVector result = TLanes.Scale(TDoubles.Narrow(lower, upper), TDoubles.Narrow(lowerN, upperN));

        TVector large = TLanes.SelectIfLess(y, zero, zero, infinity), small = TLanes.SelectIfLess(y, zero, infinity, zero);
        TVector size = TLanes.Abs(y), whole = Whole<TLanes, TVector>(size), half = TLanes.Multiply(size, TLanes.Create(0.5f));
        TVector negative = TLanes.SelectIfEqual(whole, size, result, nan);
        result = TLanes.SelectIfLess(x, zero, negative, result);
        result = TLanes.SelectIfEqual(a, zero, small, TLanes.SelectIfEqual(a, infinity, large, result));

        // y is odd if it is whole and its half is not.
        TVector odd = TLanes.SelectIfEqual(Whole<TLanes, TVector>(half), half, result, TLanes.CopySign(result, x));
        result = TLanes.SelectIfEqual(whole, size, odd, result);
        result = TLanes.SelectIfEqual(x, x, TLanes.SelectIfEqual(y, y, result, nan), nan);
        return TLanes.SelectIfEqual(y, zero, one, TLanes.SelectIfEqual(x, one, one, result));
    }

    /// <summary>2^f and n with 2^(n + f) = (m 2^e)^y.</summary>
    /// <remarks>log2 m = s (c0 + c1 s^2 + ..) with s = (m - 1) / (m + 1), |s| below 0.172 (relative error 2^-38); 2^f by a polynomial of degree 7 for |f| at most 1/2
    /// (2^-34).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TDouble PowHalf<TDoubles, TVector, TDouble>(TDouble m, TDouble e, TDouble y, out TDouble n)
        where TDoubles : struct, IDoubleLanes<TVector, TDouble>
        where TVector : struct
        where TDouble : struct
    {
        TDouble s = TDoubles.Divide(TDoubles.Add(m, -1), TDoubles.Add(m, 1)), z = TDoubles.Multiply(s, s);
        TDouble p = TDoubles.Create(0.34072799197003536);
        p = TDoubles.MultiplyAdd(p, z, 0.41167282785253873);
        p = TDoubles.MultiplyAdd(p, z, 0.57708358325187307);
        p = TDoubles.MultiplyAdd(p, z, 0.96179667335016314);
        p = TDoubles.MultiplyAdd(p, z, 2.8853900817900801);
        TDouble power = TDoubles.Clamp(TDoubles.Multiply(y, TDoubles.MultiplyAdd(p, s, e)), -151, 128.5);

        n = TDoubles.Add(TDoubles.Add(power, RoundDouble), -RoundDouble);
        TDouble f = TDoubles.Subtract(power, n), q = TDoubles.Create(1.519637290404043e-5);
        q = TDoubles.MultiplyAdd(q, f, 0.00015466755108515149);
        q = TDoubles.MultiplyAdd(q, f, 0.0013333934226552949);
        q = TDoubles.MultiplyAdd(q, f, 0.0096180381347117419);
        q = TDoubles.MultiplyAdd(q, f, 0.055504103667621616);
        q = TDoubles.MultiplyAdd(q, f, 0.2402265106654781);
        q = TDoubles.MultiplyAdd(q, f, 0.69314718070443849);
        return TDoubles.MultiplyAdd(q, f, 1);
    }

    // The nearest integer to a number of at least 0: adding 2^23 leaves no room for a fraction, and floats above have none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Whole<TLanes, TVector>(TVector a)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector shift = TLanes.Create(8388608f);
        return TLanes.SelectIfLess(a, shift, TLanes.Subtract(TLanes.Add(a, shift), shift), a);
    }
}
