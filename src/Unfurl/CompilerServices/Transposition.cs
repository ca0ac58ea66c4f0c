using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Unfurl.CompilerServices;

/// <summary>For emitted code: copies a matrix so that its rows become columns.</summary>
/// <remarks>In squares of 4 x 4 numbers, each four vectors of 128 bits in and out: wider vectors would spend as many instructions on exchanging their halves.</remarks>
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
        int wholeRows = Sse.IsSupported || AdvSimd.Arm64.IsSupported ? rows / Square * Square : 0, wholeColumns = columns / Square * Square;
        for (int j = 0; j < wholeColumns; j += Square)
        {
            for (int i = 0; i < wholeRows; i += Square)
                CopySquare(ref Unsafe.Add(ref source, (i * sourceRow) + j), sourceRow, ref Unsafe.Add(ref target, (j * targetRow) + i), targetRow);
        }

        CopyNumbers(ref source, sourceRow, ref target, targetRow, 0, wholeRows, wholeColumns, columns);
        CopyNumbers(ref source, sourceRow, ref target, targetRow, wholeRows, rows, 0, columns);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopySquare(ref float source, int sourceRow, ref float target, int targetRow)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source), b = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, sourceRow));
        Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceRow)), d = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceRow));

        // a0 c0 a1 c1, b0 d0 b1 d1; then a0 b0 c0 d0.
        Vector128<float> acLow = Low(a, c), acHigh = High(a, c), bdLow = Low(b, d), bdHigh = High(b, d);
        Low(acLow, bdLow).StoreUnsafe(ref target);
        High(acLow, bdLow).StoreUnsafe(ref Unsafe.Add(ref target, targetRow));
        Low(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetRow));
        High(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
