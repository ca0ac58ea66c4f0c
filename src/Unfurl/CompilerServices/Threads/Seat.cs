using System.Numerics;
using System.Runtime.InteropServices;

namespace Unfurl.CompilerServices;

/// <summary>One thread's place in a team: at which step it is, and what it has claimed there.</summary>
internal sealed class Seat(Team team, int index)
{
    // Chunks for each thread, so that one that is slower or comes late leaves some to the others.
    private const int ChunksEach = 4;

    private Progress _own;

    public int Index { get; } = index;

    /// <summary>Sits down, at some step of the program; false if another thread has not left yet.</summary>
    public bool TrySit(uint step)
    {
        if (Interlocked.CompareExchange(ref _own.Occupied, 1, 0) != 0)
            return false;
        (_own.Step, _own.Taken, _own.IsLast) = (step, 0, false);
        return true;
    }

    public void Leave() => Volatile.Write(ref _own.Occupied, 0);

    public bool Leads()
    {
        if (Index == 0)
            return true;
        team.AwaitEndOf(_own.Step++);
        return false;
    }

    public void Pass() => team.End(_own.Step++);

    public Cut CutOf(int outer, int middle, int inner, int most)
    {
        // No more than bits of a claim.
        int each = Math.Clamp(Team.MostThreads / team.Threads, 1, ChunksEach);
        return Cut.Of(outer, middle, inner, Math.Min(team.Threads * each, most), Team.MostThreads);
    }

    /// <summary>Claims a chunk; -1 if there is none left, or if the others are past this step.</summary>
    public int Claim(int chunks)
    {
        _own.Chunks = chunks;
        _own.IsLast = true;
        if (chunks == 1)
        {
            // Not worth an atomic operation.
            _own.Taken = Index == 0 ? 1 : 0;
            return _own.Taken - 1;
        }

        uint all = uint.MaxValue >> (32 - chunks);
        while (true)
        {
            ulong claims = team.Claims;
            uint free = all & ~(uint)claims;
            if ((uint)(claims >> 32) != _own.Step || free == 0 || team.HasFailed)
                return -1;
            int chunk = Choose(free);
            if (team.TryClaim(claims, claims | (1u << chunk)))
            {
                _own.Taken++;
                _own.IsLast = (free & (free - 1)) == 0;
                return chunk;
            }
        }
    }

    /// <summary>False once every chunk of the loop has been run.</summary>
    public bool Again()
    {
        if (!_own.IsLast)
            return true;
        int taken = _own.Taken;
        uint step = _own.Step++;
        _own.Taken = 0;
        _own.IsLast = false;
        if (_own.Chunks == 1 && taken == 1)
            team.End(step);
        else if (taken == 0 || !team.Finish(step, taken, _own.Chunks))
            team.AwaitEndOf(step);
        return false;
    }

    // Its own from the front; then the last of the next thread that has some left, which takes that one last. So threads keep to the same part of every loop.
    private int Choose(uint free)
    {
        int threads = team.Threads;
        for (int other = 0; other < threads; other++)
        {
            int seat = (Index + other) % threads;
            int start = _own.Chunks * seat / threads, end = _own.Chunks * (seat + 1) / threads;
            uint theirs = free & (uint)((1UL << end) - (1UL << start));
            if (theirs != 0)
                return other == 0 ? BitOperations.TrailingZeroCount(theirs) : BitOperations.Log2(theirs);
        }

        throw new InvalidOperationException();
    }

    // On cache lines of its own: every thread writes to its seat all the time.
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Progress
    {
        // Every member walks through the same steps: shared loops, and what the leader runs.
        [FieldOffset(64)]
        public uint Step;

        // What this thread has run of the loop it is in.
        [FieldOffset(68)]
        public int Taken;

        [FieldOffset(72)]
        public int Chunks;

        [FieldOffset(76)]
        public bool IsLast;

        [FieldOffset(80)]
        public int Occupied;
    }
}
