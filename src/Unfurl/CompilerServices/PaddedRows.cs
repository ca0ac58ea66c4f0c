using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unfurl.CompilerServices;

/// <summary>For emitted code: copies the rows of a map to where there are zeros between them.</summary>
/// <remarks>Rows are short, some dozen numbers: moved in line, by vectors of which the last ends with the row, with their gaps they take about half of the time of clearing
/// all of the map first and a call for each row.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PaddedRows
{
    /// <summary>target[i][j] = source[i][j], and 0 from the end of each row of the target, but the last, to the next.</summary>
    /// <param name="source">The first number read.</param>
    /// <param name="sourceRow">Floats from a row of the source to the next.</param>
    /// <param name="target">The first number written.</param>
    /// <param name="targetRow">Floats from a row of the target to the next, at least <paramref name="width"/>.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Numbers of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float source, int sourceRow, ref float target, int targetRow, int rows, int width)
    {
        for (int row = 1; row <= rows; row++)
        {
            Copy(ref source, ref target, width);
            if (row < rows)
                Clear(ref Unsafe.Add(ref target, width), targetRow - width);
            source = ref Unsafe.Add(ref source, sourceRow);
            target = ref Unsafe.Add(ref target, targetRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref float source, ref float target, nint length)
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated && length >= Vector512<float>.Count)
        {
            for (; i < length - Vector512<float>.Count; i += Vector512<float>.Count)
                Vector512.LoadUnsafe(ref source, (nuint)i).StoreUnsafe(ref target, (nuint)i);
            i = length - Vector512<float>.Count;
            Vector512.LoadUnsafe(ref source, (nuint)i).StoreUnsafe(ref target, (nuint)i);
        }
        else if (length >= Vector128<float>.Count)
        {
            for (; i < length - Vector128<float>.Count; i += Vector128<float>.Count)
                Vector128.LoadUnsafe(ref source, (nuint)i).StoreUnsafe(ref target, (nuint)i);
            i = length - Vector128<float>.Count;
            Vector128.LoadUnsafe(ref source, (nuint)i).StoreUnsafe(ref target, (nuint)i);
        }
        else
        {
            for (; i < length; i++)
                Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(ref float target, nint length)
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated && length >= Vector512<float>.Count)
        {
            for (; i < length - Vector512<float>.Count; i += Vector512<float>.Count)
                Vector512<float>.Zero.StoreUnsafe(ref target, (nuint)i);
            Vector512<float>.Zero.StoreUnsafe(ref target, (nuint)(length - Vector512<float>.Count));
        }
        else if (length >= Vector128<float>.Count)
        {
            for (; i < length - Vector128<float>.Count; i += Vector128<float>.Count)
                Vector128<float>.Zero.StoreUnsafe(ref target, (nuint)i);
            Vector128<float>.Zero.StoreUnsafe(ref target, (nuint)(length - Vector128<float>.Count));
        }
        else
        {
            for (; i < length; i++)
                Unsafe.Add(ref target, i) = 0;
        }
    }
}
