using System.ComponentModel;
using System.Runtime.ExceptionServices;

namespace Unfurl.CompilerServices;

/// <summary>The threads of one instance: the caller, who leads, and workers of the <see cref="WorkerPool"/> that come if they can.</summary>
/// <remarks>
/// All run the same program. A shared loop is cut into chunks, each run by whoever claims it. So the leader can do everything, and waits for nobody but those who are
/// running what they claimed; who comes late falls through what is over, and who wakes up when the leader has long returned cannot claim, since the steps of later
/// passes have other numbers. Outside what it claimed a thread touches no memory but this object's and its own.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Team
{
    /// <summary>The most threads an instance can use.</summary>
    public const int MostThreads = 64;

    private readonly ITeamwork _work;
    private readonly Seat[] _seats;
    private Exception? _failure;
    private int _inside;
    private int _samples;
    private ulong _first;

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
        _seats[0].TrySit(1);
        WorkerPool.Require(threads - 1);
    }

    /// <summary>How many threads, the caller's included.</summary>
    public int Threads => _seats.Length;

    internal Seat this[int seat] => _seats[seat];

    internal bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>The number of threads, if it is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public static int Checked(string network, int threads) => threads is >= 1 and <= MostThreads ? threads : throw new ArgumentOutOfRangeException(
        nameof(Threads), threads, $"{network}: Threads is {threads}, expected 1 to {MostThreads}.");

    /// <summary>Runs the program once, with whoever comes.</summary>
    /// <exception cref="Exception">What a worker threw.</exception>
    public void Run(int samples)
    {
        Seat leader = _seats[0];
        (_samples, _first) = (samples, leader.Step);
        Interlocked.Increment(ref _epoch);
        WorkerPool.Invite(this, Threads - 1);
        try
        {
            _work.Work(new Seated(leader), samples);
            if (HasFailed)
                throw new OperationCanceledException();
            Interlocked.Increment(ref _epoch);
        }
        catch (Exception problem)
        {
            Abandon(problem);
            throw;
        }
    }

    /// <summary>Joins the pass that is running, if there is one and a seat is free.</summary>
    internal void Join(int worker)
    {
        Interlocked.Increment(ref _inside);
        try
        {
            long epoch = Volatile.Read(ref _epoch);
            int samples = Volatile.Read(ref _samples);
            ulong first = Volatile.Read(ref _first);

            // What was read belongs together, or this pass is over.
            if ((epoch & 1) != 0 && Volatile.Read(ref _epoch) == epoch && Sit(worker, first) is { } seat)
                Work(seat, samples, epoch);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    /// <summary>The chunks of a loop that are a seat's: about as many for each.</summary>
    internal (int Start, int End) ChunksOf(int seat, int chunks) => chunks == 1
        ? (0, seat == 0 ? 1 : 0)
        : (chunks * seat / Threads, chunks * (seat + 1) / Threads);

    /// <summary>A turn of waiting for another thread.</summary>
    internal void Pause(int turn)
    {
        const int Spins = 2000;
        if (HasFailed)
            throw new OperationCanceledException();

        // More threads than cores: the one that is waited for may need this one's.
        if (turn < Spins)
            Thread.SpinWait(1);
        else
            Thread.Yield();
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
    private Seat? Sit(int worker, ulong step)
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

    // Nobody may still be writing when the caller gets the exception. The next pass begins behind whatever step anybody came to.
    private void Abandon(Exception problem)
    {
        Exception first = Interlocked.CompareExchange(ref _failure, problem, null) ?? problem;
        Interlocked.Increment(ref _epoch);
        while (Volatile.Read(ref _inside) != 0)
            Thread.Yield();
        ulong next = _seats.Max(s => s.Step) + 1;
        _seats[0].Leave();
        _seats[0].TrySit(next);
        _failure = null;
        if (first != problem)
            ExceptionDispatchInfo.Throw(first);
    }
}

/// <summary>What all threads of a team run.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITeamwork
{
    /// <summary>The program, on memory that stays where it is.</summary>
    void Work(Seated share, int samples);
}
