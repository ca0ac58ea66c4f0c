using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unfurl.Benchmarks;

/// <summary>Fused multiply-adds that wait for nothing: 12 chains, more than latency times ports of any core (4 x 2), fewer than the
/// 16 registers of the narrow instruction sets, so that nothing spills.</summary>
internal static class FmaLoop
{
    private const int Turns = 200_000;
    private const int Chains = 12;

    private static float s_sink;

    /// <summary>Arithmetic of one vector width.</summary>
    internal interface IVectorArithmetic<TVector>
    {
        static abstract TVector Create(float value);

        static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

        static abstract float First(TVector vector);
    }

    /// <summary>Runs the loop once and returns the operations done, two for each multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Run<TVector, TArithmetic>()
        where TVector : struct
        where TArithmetic : struct, IVectorArithmetic<TVector>
    {
        // a <- a * 0.5 + 1 settles at 2: neither overflow nor denormal numbers, which some cores slow down for.
        TVector half = TArithmetic.Create(0.5f), one = TArithmetic.Create(1);
        TVector a0 = one, a1 = one, a2 = one, a3 = one, a4 = one, a5 = one, a6 = one, a7 = one, a8 = one, a9 = one, a10 = one, a11 = one;
        for (int turn = 0; turn < Turns; turn++)
        {
            a0 = TArithmetic.MultiplyAdd(a0, half, one);
            a1 = TArithmetic.MultiplyAdd(a1, half, one);
            a2 = TArithmetic.MultiplyAdd(a2, half, one);
            a3 = TArithmetic.MultiplyAdd(a3, half, one);
            a4 = TArithmetic.MultiplyAdd(a4, half, one);
            a5 = TArithmetic.MultiplyAdd(a5, half, one);
            a6 = TArithmetic.MultiplyAdd(a6, half, one);
            a7 = TArithmetic.MultiplyAdd(a7, half, one);
            a8 = TArithmetic.MultiplyAdd(a8, half, one);
            a9 = TArithmetic.MultiplyAdd(a9, half, one);
            a10 = TArithmetic.MultiplyAdd(a10, half, one);
            a11 = TArithmetic.MultiplyAdd(a11, half, one);
        }

        // Every chain is used once more, or the JIT would drop it.
        s_sink = TArithmetic.First(a0) + TArithmetic.First(a1) + TArithmetic.First(a2) + TArithmetic.First(a3)
            + TArithmetic.First(a4) + TArithmetic.First(a5) + TArithmetic.First(a6) + TArithmetic.First(a7)
            + TArithmetic.First(a8) + TArithmetic.First(a9) + TArithmetic.First(a10) + TArithmetic.First(a11);
        return 2L * Turns * Chains * (Unsafe.SizeOf<TVector>() / sizeof(float));
    }

    internal readonly struct Bits512 : IVectorArithmetic<Vector512<float>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Create(float value) => Vector512.Create(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
            Vector512.MultiplyAddEstimate(a, b, c);

        public static float First(Vector512<float> vector) => vector.ToScalar();
    }

    internal readonly struct Bits256 : IVectorArithmetic<Vector256<float>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Create(float value) => Vector256.Create(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
            Vector256.MultiplyAddEstimate(a, b, c);

        public static float First(Vector256<float> vector) => vector.ToScalar();
    }

    internal readonly struct Bits128 : IVectorArithmetic<Vector128<float>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Create(float value) => Vector128.Create(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
            Vector128.MultiplyAddEstimate(a, b, c);

        public static float First(Vector128<float> vector) => vector.ToScalar();
    }
}
