using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unfurl.CompilerServices;

/// <summary>The share of a thread that works in a <see cref="Team"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Seated : IShare<Seated>
{
    private readonly Seat _seat;
    private readonly int _most;

    internal Seated(Seat seat, int most = int.MaxValue) => (_seat, _most) = (seat, most);

    /// <inheritdoc/>
    public int Seat => _seat.Index;

    /// <inheritdoc/>
    public Seated For(int parts) => new(_seat, parts);

    /// <inheritdoc/>
    public bool Leads() => _seat.Leads();

    /// <inheritdoc/>
    public void Pass() => _seat.Pass();

    // Not inlined, like Again: kernels are large, and this runs some times a layer.

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Take(int turns, out int end) => Take(turns, 1, 1, 1, 1, out end, out _, out _, out _, out _);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Take(int outer, int inner, int step, out int outerEnd, out int innerFrom, out int innerEnd) =>
        Take(outer, inner, step, 1, 1, out outerEnd, out innerFrom, out innerEnd, out _, out _);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Take(
        int outer, int middle, int middleStep, int inner, int innerStep, out int outerEnd, out int middleFrom, out int middleEnd, out int innerFrom, out int innerEnd)
    {
        int middles = ((middle - 1) / middleStep) + 1, inners = ((inner - 1) / innerStep) + 1;
        Cut cut = _seat.CutOf(outer, middles, inners, _most);
        int chunk = _seat.Claim(cut.Chunks);
        if (chunk < 0)
        {
            outerEnd = middleFrom = middleEnd = innerFrom = innerEnd = 0;
            return 0;
        }

        cut.Find(chunk, outer, out int start, out outerEnd, middles, out middleFrom, out middleEnd, inners, out innerFrom, out innerEnd);
        middleFrom *= middleStep;
        middleEnd = Math.Min(middleEnd * middleStep, middle);
        innerFrom *= innerStep;
        innerEnd = Math.Min(innerEnd * innerStep, inner);
        return start;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Again() => _seat.Again();
}
