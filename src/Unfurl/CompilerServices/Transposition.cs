using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Unfurl.CompilerServices;

/// <summary>For emitted code: copies a matrix so that its rows become columns.</summary>
/// <remarks>
/// In squares of 4 x 4 numbers, one in each 128 bits of a vector: a vector of 512 bits is loaded as four numbers of rows i, i + 4, i + 8 and i + 12, four such vectors
/// are transposed square by square, and each result is 16 numbers of one row of the target. So the halves of a vector need not be exchanged, and 16 rows take as many
/// shuffles as 4.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Transposition
{
    private const int Square = 4;

    /// <summary>target[j][i] = source[i][j].</summary>
    /// <param name="source">The first number read.</param>
    /// <param name="sourceRow">Floats from a row of the source to the next.</param>
    /// <param name="target">The first number written.</param>
    /// <param name="targetRow">Floats from a row of the target to the next.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float source, int sourceRow, ref float target, int targetRow, int rows, int columns)
    {
        int whole = columns / Square * Square, nextColumns = Square * targetRow, row = 0;
        if (Vector512.IsHardwareAccelerated && Avx512DQ.IsSupported)
        {
            for (; row <= rows - (4 * Square); row += 4 * Square)
            {
                ref float from = ref Unsafe.Add(ref source, row * sourceRow), to = ref Unsafe.Add(ref target, row);
                for (int column = 0; column < whole; column += Square)
                {
                    CopyFour(ref from, sourceRow, ref to, targetRow);
                    from = ref Unsafe.Add(ref from, Square);
                    to = ref Unsafe.Add(ref to, nextColumns);
                }
            }
        }

        if (Avx.IsSupported)
        {
            for (; row <= rows - (2 * Square); row += 2 * Square)
            {
                ref float from = ref Unsafe.Add(ref source, row * sourceRow), to = ref Unsafe.Add(ref target, row);
                for (int column = 0; column < whole; column += Square)
                {
                    CopyTwo(ref from, sourceRow, ref to, targetRow);
                    from = ref Unsafe.Add(ref from, Square);
                    to = ref Unsafe.Add(ref to, nextColumns);
                }
            }
        }

        if (Sse.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            for (; row <= rows - Square; row += Square)
            {
                ref float from = ref Unsafe.Add(ref source, row * sourceRow), to = ref Unsafe.Add(ref target, row);
                for (int column = 0; column < whole; column += Square)
                {
                    CopyOne(ref from, sourceRow, ref to, targetRow);
                    from = ref Unsafe.Add(ref from, Square);
                    to = ref Unsafe.Add(ref to, nextColumns);
                }
            }
        }

        CopyNumbers(ref source, sourceRow, ref target, targetRow, 0, row, whole, columns);
        CopyNumbers(ref source, sourceRow, ref target, targetRow, row, rows, 0, columns);
    }

    private static void CopyNumbers(
        ref float source, int sourceRow, ref float target, int targetRow, int firstRow, int endRow, int firstColumn, int endColumn)
    {
        for (int i = firstRow; i < endRow; i++)
        {
            for (int j = firstColumn; j < endColumn; j++)
                Unsafe.Add(ref target, (j * targetRow) + i) = Unsafe.Add(ref source, (i * sourceRow) + j);
        }
    }

    // Of each square a, b, c, d are the rows: a0 c0 a1 c1 and b0 d0 b1 d1 make a0 b0 c0 d0.

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFour(ref float source, nint sourceRow, ref float target, nint targetRow)
    {
        Vector512<float> a = Four(ref source, sourceRow), b = Four(ref Unsafe.Add(ref source, sourceRow), sourceRow);
        Vector512<float> c = Four(ref Unsafe.Add(ref source, 2 * sourceRow), sourceRow), d = Four(ref Unsafe.Add(ref source, 3 * sourceRow), sourceRow);
        Vector512<float> acLow = Avx512F.UnpackLow(a, c), acHigh = Avx512F.UnpackHigh(a, c);
        Vector512<float> bdLow = Avx512F.UnpackLow(b, d), bdHigh = Avx512F.UnpackHigh(b, d);
        Avx512F.UnpackLow(acLow, bdLow).StoreUnsafe(ref target);
        Avx512F.UnpackHigh(acLow, bdLow).StoreUnsafe(ref Unsafe.Add(ref target, targetRow));
        Avx512F.UnpackLow(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetRow));
        Avx512F.UnpackHigh(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyTwo(ref float source, nint sourceRow, ref float target, nint targetRow)
    {
        Vector256<float> a = Two(ref source, sourceRow), b = Two(ref Unsafe.Add(ref source, sourceRow), sourceRow);
        Vector256<float> c = Two(ref Unsafe.Add(ref source, 2 * sourceRow), sourceRow), d = Two(ref Unsafe.Add(ref source, 3 * sourceRow), sourceRow);
        Vector256<float> acLow = Avx.UnpackLow(a, c), acHigh = Avx.UnpackHigh(a, c);
        Vector256<float> bdLow = Avx.UnpackLow(b, d), bdHigh = Avx.UnpackHigh(b, d);
        Avx.UnpackLow(acLow, bdLow).StoreUnsafe(ref target);
        Avx.UnpackHigh(acLow, bdLow).StoreUnsafe(ref Unsafe.Add(ref target, targetRow));
        Avx.UnpackLow(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetRow));
        Avx.UnpackHigh(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyOne(ref float source, nint sourceRow, ref float target, nint targetRow)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source), b = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, sourceRow));
        Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceRow)), d = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceRow));
        Vector128<float> acLow = Low(a, c), acHigh = High(a, c), bdLow = Low(b, d), bdHigh = High(b, d);
        Low(acLow, bdLow).StoreUnsafe(ref target);
        High(acLow, bdLow).StoreUnsafe(ref Unsafe.Add(ref target, targetRow));
        Low(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetRow));
        High(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetRow));
    }

    // Four numbers of every fourth row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Four(ref float source, nint sourceRow)
    {
        Vector512<float> rows = Two(ref source, sourceRow).ToVector512Unsafe();
        rows = Avx512DQ.InsertVector128(rows, Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * Square * sourceRow)), 2);
        return Avx512DQ.InsertVector128(rows, Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * Square * sourceRow)), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Two(ref float source, nint sourceRow) =>
        Vector256.Create(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref Unsafe.Add(ref source, Square * sourceRow)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
