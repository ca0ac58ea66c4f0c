using System.Runtime.CompilerServices;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    // Where the two forms below are about equally accurate.
    private const float TanhPolynomialEnd = 0.625f;

    // tanh(9.011) is 1 to single precision; clamping above it keeps the power of two in the normal range.
    private const float TanhHighest = 10f;

    /// <remarks>
    /// For |x| below 0.625, where 1 - 2 / (...) would cancel: x + x^3 p(x^2) with p of degree 4, the minimax fit (relative error 2^-27).
    /// Above: 1 - 2 / (e^2|x| + 1). Both are computed from |x| and the sign is put back, so the function is odd to the bit.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Tanh<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector a = TLanes.MinNative(TLanes.Create(TanhHighest), TLanes.Abs(x));
        TVector z = TLanes.Multiply(a, a);
        TVector p = TLanes.Create(-0.00569479913f);
        p = TLanes.MultiplyAdd(p, z, 0.0206300262f);
        p = TLanes.MultiplyAdd(p, z, -0.0537369438f);
        p = TLanes.MultiplyAdd(p, z, 0.133314088f);
        p = TLanes.MultiplyAdd(p, z, -0.333332807f);
        TVector near = TLanes.MultiplyAdd(TLanes.Multiply(p, z), a, a);

        TVector power = ExpOfRemainder<TLanes, TVector>(TLanes.Add(a, a), out TVector n);
        TVector one = TLanes.Create(1f);
        TVector quotient = TLanes.Divide(TLanes.Create(2f), TLanes.Add(TLanes.ScaleNormal(power, n), one));
        TVector far = TLanes.Subtract(one, quotient);

        return TLanes.CopySign(TLanes.SelectIfLess(a, TLanes.Create(TanhPolynomialEnd), near, far), x);
    }
}
