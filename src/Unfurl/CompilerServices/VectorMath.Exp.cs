using System.Runtime.CompilerServices;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts. The first has 9 significant bits, so its product with any |n| < 2^15 is exact without a fused multiply-add.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // Adding 1.5 * 2^23 leaves no room for a fraction: the sum is rounded to the nearest integer, and subtracting gives it back.
    private const float RoundToInteger = 12582912f;

    // Beyond these the result is 0 and infinity; clamping keeps n small enough for Scale.
    private const float ExpLowest = -105f;
    private const float ExpHighest = 89f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Exp<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // A native minimum gives its second operand if either is NaN: x must come second, in both.
        x = TLanes.MinNative(TLanes.Create(ExpHighest), x);
        x = TLanes.MaxNative(TLanes.Create(ExpLowest), x);
        TVector power = ExpOfRemainder<TLanes, TVector>(x, out TVector n);
        return TLanes.Scale(power, n);
    }

    /// <summary>Splits e^x = 2^n * e^r with integer n and |r| &lt;= ln 2 / 2, and gives e^r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpOfRemainder<TLanes, TVector>(TVector x, out TVector n)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector factor = ExpFactor<TLanes, TVector>(x, out TVector r, out n);
        return TLanes.MultiplyAdd(factor, r, 1f);
    }

    /// <summary>Splits e^x = 2^n * e^r as above, and gives (e^r - 1) / r.</summary>
    /// <remarks>
    /// e^r = 1 + r * (1 + r * q(r)), where q of degree 4 is the minimax fit to (e^r - 1 - r) / r^2 (relative error 2^-28). The leading
    /// coefficients are not fitted, so that e^0 is 1 and the last rounding is the only large one.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpFactor<TLanes, TVector>(TVector x, out TVector r, out TVector n)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector shift = TLanes.Create(RoundToInteger);
        n = TLanes.Subtract(TLanes.MultiplyAdd(x, Log2E, shift), shift);
        r = TLanes.MultiplyAdd(n, -Ln2High, x);
        r = TLanes.MultiplyAdd(n, -Ln2Low, r);

        TVector q = TLanes.Create(0.00138200994f);
        q = TLanes.MultiplyAdd(q, r, 0.00836868025f);
        q = TLanes.MultiplyAdd(q, r, 0.0416682735f);
        q = TLanes.MultiplyAdd(q, r, 0.166665211f);
        q = TLanes.MultiplyAdd(q, r, 0.49999994f);
        return TLanes.MultiplyAdd(q, r, 1f);
    }
}
