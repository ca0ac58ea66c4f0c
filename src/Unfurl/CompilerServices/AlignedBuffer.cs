using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unfurl.CompilerServices;

/// <summary>Floats that start on a cache line and never move: a pinned array, over-allocated by hand.</summary>
/// <remarks>Kernels read and write whole vectors, so the view is followed by <see cref="Slack"/> floats that nobody owns.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedBuffer
{
    /// <summary>Floats behind the view that a kernel may touch: four vectors of 512 bits.</summary>
    public const int Slack = 64;

    private const int FloatsPerLine = 16;
    private readonly float[] _array;
    private readonly int _start;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    public unsafe AlignedBuffer(int length)
    {
        _array = GC.AllocateArray<float>(checked(length + FloatsPerLine + Slack), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _start = (int)((-address >> 2) & (FloatsPerLine - 1));
        Length = length;
    }

    /// <summary>Floats in the view.</summary>
    public int Length { get; }

    /// <summary>The first float, 64-byte aligned.</summary>
    public ref float Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start);
    }

    /// <summary>The view.</summary>
    public Span<float> Span => _array.AsSpan(_start, Length);
}
