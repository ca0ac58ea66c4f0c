namespace Unfurl.CompilerServices;

/// <summary>The operations on doubles that <see cref="VectorMath"/> needs where single precision is not enough: arguments of sine and cosine far from zero, and
/// powers. A vector of floats becomes two of doubles.</summary>
internal interface IDoubleLanes<TVector, TDouble>
    where TVector : struct
    where TDouble : struct
{
    /// <summary>The value in every lane.</summary>
    static abstract TDouble Create(double value);

    /// <summary>The first half of the floats.</summary>
    static abstract TDouble Lower(TVector x);

    /// <summary>The second half of the floats.</summary>
    static abstract TDouble Upper(TVector x);

    /// <summary>Both halves, rounded to floats.</summary>
    static abstract TVector Narrow(TDouble lower, TDouble upper);

    /// <summary>a + b.</summary>
    static abstract TDouble Add(TDouble a, double b);

    /// <summary>a - b.</summary>
    static abstract TDouble Subtract(TDouble a, TDouble b);

    /// <summary>a * b.</summary>
    static abstract TDouble Multiply(TDouble a, TDouble b);

    /// <summary>a / b.</summary>
    static abstract TDouble Divide(TDouble a, TDouble b);

    /// <summary>a * b + c, rounded once or twice, whichever is faster.</summary>
    static abstract TDouble MultiplyAdd(TDouble a, TDouble b, TDouble c);

    /// <inheritdoc cref="MultiplyAdd(TDouble, TDouble, TDouble)"/>
    static abstract TDouble MultiplyAdd(TDouble a, TDouble b, double c);

    /// <inheritdoc cref="MultiplyAdd(TDouble, TDouble, TDouble)"/>
    static abstract TDouble MultiplyAdd(TDouble a, double b, TDouble c);

    /// <summary>The nearest number in the range; NaN stays NaN.</summary>
    static abstract TDouble Clamp(TDouble x, double lowest, double highest);
}
