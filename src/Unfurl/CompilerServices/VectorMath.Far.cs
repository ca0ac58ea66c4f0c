using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unfurl.CompilerServices;

public static partial class VectorMath
{
    /// <summary>A function of one number: the slow and certain way, for arguments that hardly occur.</summary>
    private interface IScalarFunction
    {
        static abstract float Of(double x);
    }

    /// <summary>The value, but for lanes beyond the reach of the reduction: of those the function itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector OrFar<TLanes, TVector, TFunction>(TVector x, TVector value)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TFunction : struct, IScalarFunction =>
        TLanes.AnyGreater(TLanes.Abs(x), ReducedHighest) ? Far<TVector, TFunction>(x, value) : value;

    /// <summary>Lane by lane. In double precision the base library reduces an argument of any size. A lane does not depend on its neighbours.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TVector Far<TVector, TFunction>(TVector x, TVector value)
        where TVector : struct
        where TFunction : struct, IScalarFunction
    {
        Span<float> arguments = MemoryMarshal.Cast<TVector, float>(MemoryMarshal.CreateSpan(ref x, 1));
        Span<float> values = MemoryMarshal.Cast<TVector, float>(MemoryMarshal.CreateSpan(ref value, 1));
        for (int i = 0; i < values.Length; i++)
        {
            if (Math.Abs(arguments[i]) > ReducedHighest)
                values[i] = TFunction.Of(arguments[i]);
        }

        return value;
    }

    private readonly struct ScalarSin : IScalarFunction
    {
        public static float Of(double x) => (float)Math.Sin(x);
    }

    private readonly struct ScalarCos : IScalarFunction
    {
        public static float Of(double x) => (float)Math.Cos(x);
    }

    private readonly struct ScalarTan : IScalarFunction
    {
        public static float Of(double x) => (float)Math.Tan(x);
    }

    // The limit at infinity, where the sine itself has none, is 0.
    private readonly struct ScalarSinc : IScalarFunction
    {
        public static float Of(double x) => x == 0 ? 1 : double.IsInfinity(x) ? 0 : (float)(Math.Sin(x) / x);
    }
}
