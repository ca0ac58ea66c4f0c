using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Unfurl.CompilerServices;

/// <summary>Moves between lanes that the portable vector types have no fast form for, meant to be inlined into generated kernels.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    /// <summary>Reads 8 floats from <paramref name="offset"/> on and gives those at even distances: a row at stride 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadEven128(ref float source, nuint offset)
    {
        Vector128<float> low = Vector128.LoadUnsafe(ref source, offset);
        Vector128<float> high = Vector128.LoadUnsafe(ref source, offset + 4);
        if (Sse.IsSupported)
            return Sse.Shuffle(low, high, 0b10_00_10_00);
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.UnzipEven(low, high);
        return Vector128.Create(low[0], low[2], high[0], high[2]);
    }

    /// <summary>Reads 16 floats from <paramref name="offset"/> on and gives those at even distances.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadEven256(ref float source, nuint offset)
    {
        if (Avx2.IsSupported)
        {
            // Within each half: low 0, 2, high 0, 2 | low 4, 6, high 4, 6. The pairs then swap in the middle.
            Vector256<float> pairs = Avx.Shuffle(
                Vector256.LoadUnsafe(ref source, offset), Vector256.LoadUnsafe(ref source, offset + 8), 0b10_00_10_00);
            return Avx2.Permute4x64(pairs.AsDouble(), 0b11_01_10_00).AsSingle();
        }

        return Vector256.Create(LoadEven128(ref source, offset), LoadEven128(ref source, offset + 8));
    }

    /// <summary>Reads 32 floats from <paramref name="offset"/> on and gives those at even distances.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadEven512(ref float source, nuint offset)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.PermuteVar16x32x2(
                Vector512.LoadUnsafe(ref source, offset),
                Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30),
                Vector512.LoadUnsafe(ref source, offset + 16));
        }

        return Vector512.Create(LoadEven256(ref source, offset), LoadEven256(ref source, offset + 16));
    }

    /// <summary>All bits set in the first <paramref name="count"/> lanes, none in the others. Any count is allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TailMask128(int count) =>
        Vector128.GreaterThan(Vector128.Create(count), Vector128<int>.Indices).AsSingle();

    /// <inheritdoc cref="TailMask128"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TailMask256(int count) =>
        Vector256.GreaterThan(Vector256.Create(count), Vector256<int>.Indices).AsSingle();

    /// <inheritdoc cref="TailMask128"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TailMask512(int count) =>
        Vector512.GreaterThan(Vector512.Create(count), Vector512<int>.Indices).AsSingle();
}
