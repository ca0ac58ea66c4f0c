using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Unfurl.CompilerServices;

/// <summary>The threads of one instance: the caller, who leads, and workers of the <see cref="WorkerPool"/> that come if they can.</summary>
/// <remarks>
/// All run the same program. A shared loop is cut into chunks, each run by whoever claims it, by compare-and-swap on one word that holds the number of the
/// step and a bit for each chunk. So the leader can do everything, and waits for nobody but those who are running what they claimed; who comes late falls through
/// what is over, and who comes so late that the leader has returned cannot claim, since the steps of later passes have other numbers.
/// Outside what it claimed a thread touches no memory but this object and its stack.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Team
{
    /// <summary>The most threads an instance can use: chunks of a loop are the bits of half a word.</summary>
    public const int MostThreads = 32;

    private readonly ITeamwork _work;
    private readonly Seat[] _seats;
    private State _state;
    private Exception? _failure;
    private int _samples;
    private uint _first;

    // Odd while a pass runs.
    private long _epoch;

    /// <summary>Finds workers for it, or starts them.</summary>
    /// <param name="work">What they run.</param>
    /// <param name="threads">How many threads, the caller's included.</param>
    public Team(ITeamwork work, int threads)
    {
        _work = work;
        _seats = new Seat[threads];
        for (int i = 0; i < threads; i++)
            _seats[i] = new Seat(this, i);
        WorkerPool.Require(threads - 1);
    }

    /// <summary>How many threads, the caller's included.</summary>
    public int Threads => _seats.Length;

    internal ulong Claims => Volatile.Read(ref _state.Claims);

    internal bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>The number of threads, if it is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public static int Checked(string network, int threads) => threads is >= 1 and <= MostThreads ? threads : throw new ArgumentOutOfRangeException(
        nameof(Threads), threads, $"{network}: Threads is {threads}, expected 1 to {MostThreads}.");

    /// <summary>Runs the program once, with whoever comes.</summary>
    /// <exception cref="Exception">What a worker threw.</exception>
    public void Run(int samples)
    {
        uint first = (uint)(Claims >> 32);
        (_samples, _first) = (samples, first);
        _seats[0].TrySit(first);
        Interlocked.Increment(ref _epoch);
        WorkerPool.Invite(this, Threads - 1);
        try
        {
            _work.Work(new Seated(_seats[0]), samples);
            if (HasFailed)
                throw new OperationCanceledException();
            Interlocked.Increment(ref _epoch);
        }
        catch (Exception problem)
        {
            Abandon(problem);
            throw;
        }
        finally
        {
            _seats[0].Leave();
        }
    }

    /// <summary>Joins the pass that is running, if there is one and a seat is free.</summary>
    internal void Join(int worker)
    {
        Interlocked.Increment(ref _state.Inside);
        try
        {
            long epoch = Volatile.Read(ref _epoch);
            int samples = Volatile.Read(ref _samples);
            uint first = Volatile.Read(ref _first);

            // What was read belongs together, or this pass is over.
            if ((epoch & 1) != 0 && Volatile.Read(ref _epoch) == epoch && Sit(worker, first) is { } seat)
                Work(seat, samples, epoch);
        }
        finally
        {
            Interlocked.Decrement(ref _state.Inside);
        }
    }

    internal bool TryClaim(ulong claims, ulong with) => Interlocked.CompareExchange(ref _state.Claims, with, claims) == claims;

    /// <summary>Counts chunks that have been run; whoever brings the last ends the step.</summary>
    internal bool Finish(uint step, int chunks, int all)
    {
        if (Interlocked.Add(ref _state.Finished, chunks) != all)
            return false;
        _state.Finished = 0;
        End(step);
        return true;
    }

    internal void End(uint step) => Volatile.Write(ref _state.Claims, (ulong)(step + 1) << 32);

    /// <summary>Waits until all chunks of a step have been run, by spinning: they are being run.</summary>
    internal void AwaitEndOf(uint step)
    {
        const int Spins = 2000;
        for (int turn = 0; (uint)(Claims >> 32) == step; turn++)
        {
            if (HasFailed)
                throw new OperationCanceledException();

            // More threads than cores: the one that is waited for may need this one's.
            if (turn < Spins)
                Thread.SpinWait(1);
            else
                Thread.Yield();
        }
    }

    private void Work(Seat seat, int samples, long epoch)
    {
        try
        {
            _work.Work(new Seated(seat), samples);
        }
        catch (Exception problem)
        {
            if (Volatile.Read(ref _epoch) == epoch)
                Interlocked.CompareExchange(ref _failure, problem, null);
        }
        finally
        {
            seat.Leave();
        }
    }

    // The same worker prefers the same seat, since its cache holds that part of the network.
    private Seat? Sit(int worker, uint step)
    {
        int helpers = _seats.Length - 1;
        for (int i = 0; i < helpers; i++)
        {
            Seat seat = _seats[1 + ((worker + i) % helpers)];
            if (seat.TrySit(step))
                return seat;
        }

        return null;
    }

    // Nobody may still be writing when the caller gets the exception.
    private void Abandon(Exception problem)
    {
        Exception first = Interlocked.CompareExchange(ref _failure, problem, null) ?? problem;
        Interlocked.Increment(ref _epoch);
        while (Volatile.Read(ref _state.Inside) != 0)
            Thread.Yield();
        _state.Finished = 0;
        End((uint)(Claims >> 32));
        _failure = null;
        if (first != problem)
            ExceptionDispatchInfo.Throw(first);
    }

    // On cache lines of its own: whoever waits reads the first all the time.
    [StructLayout(LayoutKind.Explicit, Size = 320)]
    private struct State
    {
        [FieldOffset(64)]
        public ulong Claims;

        [FieldOffset(128)]
        public int Finished;

        [FieldOffset(192)]
        public int Inside;
    }
}

/// <summary>What all threads of a team run.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITeamwork
{
    /// <summary>The program, on memory that stays where it is.</summary>
    void Work(Seated share, int samples);
}
