using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unfurl.CompilerServices;

/// <summary>The share of a thread that works alone: everything, at once. All of it is constants to the compiler, which leaves plain loops.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Alone : IShare<Alone>
{
    /// <inheritdoc/>
    public int Seat => 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Alone For(int parts) => this;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Leads() => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pass()
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(int turns, out int end)
    {
        end = turns;
        return 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(int outer, int inner, int step, out int outerEnd, out int innerFrom, out int innerEnd)
    {
        outerEnd = outer;
        innerFrom = 0;
        innerEnd = inner;
        return 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(
        int outer, int middle, int middleStep, int inner, int innerStep, out int outerEnd, out int middleFrom, out int middleEnd, out int innerFrom, out int innerEnd)
    {
        outerEnd = outer;
        middleFrom = 0;
        middleEnd = middle;
        innerFrom = 0;
        innerEnd = inner;
        return 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Again() => false;
}
