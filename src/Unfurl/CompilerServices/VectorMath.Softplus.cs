using System.Runtime.CompilerServices;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    /// <remarks>
    /// log(1 + e^x) = max(x, 0) + log(1 + e) with e = exp(-|x|) in [0, 1]: nothing overflows, and e^x is not lost beside 1. With
    /// s = e / (2 + e) in [0, 1/3], log(1 + e) = 2 artanh(s) = 2 s (1 + s^2 h(s^2)), where h of degree 4 is fitted to 1/3 + t/5 + t^2/7 + ...
    /// (s^2 h is off by less than 2^-29). As 2 s = e (1 - s), that is e - e (s - (1 - s) s^2 h): only the small part is rounded more than once.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Softplus<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector e = Exp<TLanes, TVector>(TLanes.Negate(TLanes.Abs(x)));
        TVector s = TLanes.Divide(e, TLanes.Add(TLanes.Create(2f), e));
        TVector t = TLanes.Multiply(s, s);
        TVector h = TLanes.Create(0.11612165f);
        h = TLanes.MultiplyAdd(h, t, 0.108532876f);
        h = TLanes.MultiplyAdd(h, t, 0.142961785f);
        h = TLanes.MultiplyAdd(h, t, 0.199998528f);
        h = TLanes.MultiplyAdd(h, t, 0.333333343f);
        TVector less = TLanes.Multiply(TLanes.Multiply(t, h), TLanes.Subtract(TLanes.Create(1f), s));
        TVector logarithm = TLanes.MultiplyAdd(TLanes.Negate(e), TLanes.Subtract(s, less), e);
        return TLanes.Add(TLanes.MaxNative(TLanes.Create(0f), x), logarithm);
    }
}
