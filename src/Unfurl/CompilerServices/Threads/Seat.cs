using System.Numerics;
using System.Runtime.InteropServices;

namespace Unfurl.CompilerServices;

/// <summary>One thread's place in a team: which chunks of a shared loop are its own, and at which step it is.</summary>
/// <remarks>
/// The chunks of a loop are dealt to the seats in order, so that a thread keeps to the same part of every loop. Who has run its own takes what is left of others'. The
/// state of a seat's chunks is one word: the number of the step they belong to, a bit for each that is claimed and one for each that is done. A word of an earlier step
/// means that none is claimed yet, one of a later step that all are done, because nobody claims in a step before all chunks of the one before are done. So nothing is
/// reset between steps, and a thread that touches only its own chunks works on a cache line of its own.
/// </remarks>
internal sealed class Seat(Team team, int index)
{
    /// <summary>Chunks of a loop for each thread, so that one that is slower or comes late leaves some to the others.</summary>
    public const int ChunksEach = 4;

    /// <summary>The most, where a loop does not divide well: bits of each kind in the word.</summary>
    public const int MostChunksEach = 8;

    private const int None = -1;
    private const int StepShift = 2 * MostChunksEach;

    private Memory _memory;

    public int Index { get; } = index;

    /// <summary>The step this thread is at, counted over all passes: every member walks through the same ones, shared loops and what the leader runs.</summary>
    public ulong Step => _memory.Step;

    private ulong Word => Volatile.Read(ref _memory.Word);

    /// <summary>Sits down, at some step of the program; false if another thread has not left yet.</summary>
    public bool TrySit(ulong step)
    {
        if (Interlocked.CompareExchange(ref _memory.Occupied, 1, 0) != 0)
            return false;
        (_memory.Step, _memory.Owner) = (step, None);
        return true;
    }

    public void Leave() => Volatile.Write(ref _memory.Occupied, 0);

    public bool Leads()
    {
        if (Index == 0)
            return true;
        Await(1);
        return false;
    }

    /// <summary>Ends a step that the leader has run alone.</summary>
    public void Pass()
    {
        Volatile.Write(ref _memory.Word, (_memory.Step << StepShift) | Claimed(0) | Done(0));
        _memory.Step++;
    }

    public Cut CutOf(int outer, int middle, int inner, int most)
    {
        // As many for each; if there are fewer than threads, some have none.
        int threads = team.Threads, wanted = most < threads ? most : Math.Min(most / threads, ChunksEach) * threads;
        return Cut.Of(outer, middle, inner, wanted, threads * MostChunksEach);
    }

    /// <summary>Claims a chunk; -1 if there is none left, or if the others are past this step.</summary>
    public int Claim(int chunks)
    {
        _memory.Chunks = chunks;
        if (chunks == 1)
        {
            // The leader's, and nobody else tries.
            _memory.Owner = Index == 0 ? 0 : None;
            return _memory.Owner;
        }

        for (int other = 0; other < team.Threads && !team.HasFailed; other++)
        {
            int owner = Index + other < team.Threads ? Index + other : Index + other - team.Threads;
            (int start, int end) = team.ChunksOf(owner, chunks);
            int number = team[owner].TryClaim(_memory.Step, end - start, fromBehind: other > 0);
            if (number >= 0)
            {
                (_memory.Owner, _memory.Number) = (owner, number);
                return start + number;
            }
        }

        return -1;
    }

    /// <summary>False once every chunk of the loop has been run.</summary>
    public bool Again()
    {
        int owner = _memory.Owner;
        if (owner == None)
        {
            Await(_memory.Chunks);
            return false;
        }

        _memory.Owner = None;
        if (_memory.Chunks == 1)
        {
            Pass();
            return false;
        }

        Interlocked.Or(ref team[owner]._memory.Word, Done(_memory.Number));
        return true;
    }

    // Spins: whatever is not done is being run.
    private void Await(int chunks)
    {
        ulong step = _memory.Step++;
        for (int i = 0; i < team.Threads; i++)
        {
            (int start, int end) = team.ChunksOf(i, chunks);
            for (int turn = 0; !team[i].HasDone(step, end - start); turn++)
                team.Pause(turn);
        }
    }

    private bool HasDone(ulong step, int chunks)
    {
        ulong word = Word, all = Done(chunks) - Done(0);
        return chunks == 0 || word >> StepShift > step || (word >> StepShift == step && (word & all) == all);
    }

    private int TryClaim(ulong step, int chunks, bool fromBehind)
    {
        while (true)
        {
            ulong word = Word, known = word >> StepShift;
            ulong now = known == step ? word : step << StepShift;
            uint free = ((1u << chunks) - 1) & ~(uint)now;
            if (known > step || free == 0)
                return -1;
            int number = fromBehind ? BitOperations.Log2(free) : BitOperations.TrailingZeroCount(free);
            if (Interlocked.CompareExchange(ref _memory.Word, now | Claimed(number), word) == word)
                return number;
        }
    }

    private static ulong Claimed(int number) => 1UL << number;

    private static ulong Done(int number) => 1UL << (MostChunksEach + number);

    // What others look at and what is this thread's alone, on cache lines apart.
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Memory
    {
        [FieldOffset(128)]
        public ulong Word;

        [FieldOffset(256)]
        public ulong Step;

        // Of the loop this thread is in.
        [FieldOffset(264)]
        public int Chunks;

        // Whose chunk it runs, or None.
        [FieldOffset(268)]
        public int Owner;

        [FieldOffset(272)]
        public int Number;

        [FieldOffset(276)]
        public int Occupied;
    }
}
