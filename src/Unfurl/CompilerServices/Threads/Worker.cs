using System.Runtime.CompilerServices;

namespace Unfurl.CompilerServices;

/// <summary>A background thread that helps one team after the other.</summary>
internal sealed class Worker
{
    // After a pass another often follows; waking a thread takes longer than many a pass.
    private const int LingeringSpins = 1500;

    private readonly AutoResetEvent _wake = new(false);
    private readonly int _number;
    private Team? _called;
    private Team? _serving;
    private int _parked;

    public Worker(int number)
    {
        _number = number;
        new Thread(Run) { IsBackground = true, Name = $"Unfurl worker {number + 1}" }.Start();
    }

    public bool IsParked => Volatile.Read(ref _parked) != 0;

    /// <summary>Calls it to a team; false if it is with another one.</summary>
    public bool Invite(Team team)
    {
        Team? serving = Volatile.Read(ref _serving);
        if (serving is not null && serving != team)
            return false;
        Team? called = Interlocked.CompareExchange(ref _called, team, null);

        // The exchange is a fence: either this sees that it is parked, or it sees the call before it waits.
        if (called is null && IsParked)
            _wake.Set();
        return called is null || called == team;
    }

    private void Run()
    {
        while (true)
        {
            if (!IsCalled())
                Park();
            Help();
        }
    }

    private bool IsCalled()
    {
        for (int turn = 0; turn < LingeringSpins; turn++)
        {
            if (Volatile.Read(ref _called) is not null)
                return true;
            Thread.SpinWait(1);
        }

        return false;
    }

    private void Park()
    {
        Interlocked.Exchange(ref _parked, 1);
        while (Volatile.Read(ref _called) is null)
            _wake.WaitOne();
        Volatile.Write(ref _parked, 0);
    }

    // Apart, so that no local of the loop keeps a network alive. While it helps it can be called again: the next pass may begin before it has left this one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Help()
    {
        _serving = _called;
        Volatile.Write(ref _called, null);
        _serving!.Join(_number);
        Volatile.Write(ref _serving, null);
    }
}
