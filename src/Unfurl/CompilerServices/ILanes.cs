namespace Unfurl.CompilerServices;

/// <summary>The operations <see cref="VectorMath"/> is written in, for one vector width.</summary>
/// <remarks>
/// The base library's own abstraction over widths is internal. With a struct as type argument every member is known to the compiler and
/// is inlined: the code is that of the intrinsics written out.
/// </remarks>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>The value in every lane.</summary>
    static abstract TVector Create(float value);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a - b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>a * b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a * b + c, rounded once or twice, whichever is faster.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <inheritdoc cref="MultiplyAdd(TVector, TVector, TVector)"/>
    /// <remarks>With the constant as a number: one inlined call and one temporary less, of which a method may have 512.</remarks>
    static abstract TVector MultiplyAdd(TVector a, TVector b, float c);

    /// <inheritdoc cref="MultiplyAdd(TVector, TVector, float)"/>
    static abstract TVector MultiplyAdd(TVector a, float b, TVector c);

    /// <summary>a / b.</summary>
    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>The smaller; <paramref name="b"/> if it is NaN.</summary>
    static abstract TVector MinNative(TVector a, TVector b);

    /// <summary>The larger; <paramref name="b"/> if it is NaN.</summary>
    static abstract TVector MaxNative(TVector a, TVector b);

    /// <summary>x without its sign.</summary>
    static abstract TVector Abs(TVector x);

    /// <summary>-x.</summary>
    static abstract TVector Negate(TVector x);

    /// <summary>The magnitude of one and the sign of the other.</summary>
    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>a &lt; b ? yes : no.</summary>
    static abstract TVector SelectIfLess(TVector a, TVector b, TVector yes, TVector no);

    /// <summary>x * 2^n, rounded once, for an integer n in [-152, 128]: the result may be subnormal, 0 or infinite.</summary>
    static abstract TVector Scale(TVector x, TVector n);

    /// <summary>x * 2^n where x and the result are normal numbers.</summary>
    static abstract TVector ScaleNormal(TVector x, TVector n);

    /// <summary>The square root; NaN below zero.</summary>
    static abstract TVector Sqrt(TVector x);

    /// <summary>a == b ? yes : no; NaN equals nothing.</summary>
    static abstract TVector SelectIfEqual(TVector a, TVector b, TVector yes, TVector no);

    /// <summary>Splits a positive normal x = m * 2^n with m in [sqrt(1/2), sqrt(2)), and gives m. Of 0 and infinity m is 1.</summary>
    static abstract TVector Split(TVector x, out TVector n);

    /// <summary>Whether that bit of the integer n is set ? yes : no.</summary>
    static abstract TVector SelectIfBit(TVector n, int bit, TVector yes, TVector no);

    /// <summary>-x where that bit of the integer n is set, else x.</summary>
    static abstract TVector NegateIfBit(TVector x, TVector n, int bit);

    /// <summary>Whether any lane is greater; NaN is not.</summary>
    static abstract bool AnyGreater(TVector x, float limit);
}
