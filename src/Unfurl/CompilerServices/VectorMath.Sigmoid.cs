using System.Runtime.CompilerServices;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    private const float Ln2 = 0.693147181f;

    /// <remarks>
    /// With e = exp(-|x|), which cannot overflow: 1 / (1 + e) for x at or above 0, e / (1 + e) below. The second keeps the relative
    /// accuracy of e down to the smallest subnormal number; 1 / (1 + exp(-x)) would be 0 from -88.8 on. Where e is below 1/2 the
    /// rounding of 1 + e would cost up to an ulp. There the quotient y only corrects e: e / (1 + e) = e - e y.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sigmoid<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector negative = TLanes.MaxNative(TLanes.Create(ExpLowest), TLanes.Negate(TLanes.Abs(x)));
        TVector power = ExpOfRemainder<TLanes, TVector>(negative, out TVector n);
        TVector e = TLanes.Scale(power, n);
        TVector one = TLanes.Create(1f);
        TVector numerator = TLanes.SelectIfLess(x, TLanes.Create(0f), e, one);
        TVector result = TLanes.Divide(numerator, TLanes.Add(one, e));
        TVector small = TLanes.MultiplyAdd(TLanes.Negate(e), result, e);
        return TLanes.SelectIfLess(x, TLanes.Create(-Ln2), small, result);
    }
}
