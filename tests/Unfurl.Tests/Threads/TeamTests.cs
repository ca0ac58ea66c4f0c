using Unfurl.CompilerServices;

namespace Unfurl.Tests.Threads;

/// <summary>A team runs every turn once and one loop after the other, whoever comes, comes late, or fails.</summary>
public sealed class TeamTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(Team.MostThreads)]
    public void EveryTurnRunsOnceAndLoopsKeepTheirOrder(int threads)
    {
        const int Passes = 50;
        var program = new Counting();
        var team = new Team(program, threads);
        for (int pass = 1; pass <= Passes; pass++)
        {
            team.Run(pass % 5 + 1);
            program.AssertDone();
        }
    }

    [Fact]
    public void AWorkerThatIsHeldUpDelaysNobodyAndTouchesNothingLater()
    {
        CancellationToken cancel = Cancel;
        using var gate = new ManualResetEventSlim();
        using var came = new ManualResetEventSlim();
        var program = new Counting();
        int held = 0;
        var team = new Team(
            new Body((share, samples) =>
            {
                // It has joined this pass, and wakes up long after.
                if (share.Seat > 0 && Interlocked.Exchange(ref held, 1) == 0)
                {
                    came.Set();
                    gate.Wait(cancel);
                }

                program.Work(share, samples);
            }),
            threads: 2);
        while (!came.IsSet)
        {
            team.Run(3);
            program.AssertDone();
        }

        for (int pass = 0; pass < 100; pass++)
        {
            team.Run(2);
            program.AssertDone();
        }

        gate.Set();
        for (int pass = 0; pass < 1000; pass++)
        {
            team.Run(pass % 3 + 1);
            program.AssertDone();
        }
    }

    [Fact]
    public void WhatAWorkerThrowsReachesTheCallerAndTheTeamGoesOn()
    {
        CancellationToken cancel = Cancel;
        var program = new Counting();
        bool fails = true;
        int started = 0;
        var team = new Team(
            new Body((share, samples) =>
            {
                if (!Volatile.Read(ref fails))
                {
                    program.Work(share, samples);
                    return;
                }

                do
                {
                    for (int i = share.Take(100, out int end); i < end; i++)
                    {
                        if (share.Seat > 0)
                        {
                            Volatile.Write(ref started, 1);
                            throw new ArithmeticException("of a worker");
                        }

                        // So that there is something left when the worker comes.
                        SpinWait.SpinUntil(() => Volatile.Read(ref started) != 0 || cancel.IsCancellationRequested);
                    }
                }
                while (share.Again());
            }),
            threads: 2);
        Assert.Equal("of a worker", Assert.Throws<ArithmeticException>(() => team.Run(1)).Message);
        fails = false;
        for (int pass = 0; pass < 20; pass++)
        {
            team.Run(3);
            program.AssertDone();
        }
    }

    [Fact]
    public void WhatTheCallerThrowsStopsTheWorkers()
    {
        var program = new Counting();
        bool fails = false;
        var team = new Team(
            new Body((share, samples) =>
            {
                program.Work(share, samples);
                if (share.Leads())
                {
                    if (fails)
                        throw new ArithmeticException("of the caller");
                    share.Pass();
                }
            }),
            threads: 3);
        for (int pass = 0; pass < 20; pass++)
        {
            fails = true;
            Assert.Equal("of the caller", Assert.Throws<ArithmeticException>(() => team.Run(4)).Message);
            program.AssertDone();
            fails = false;
            team.Run(2);
            program.AssertDone();
        }
    }

    [Fact]
    public async Task IdleWorkersArePutToSleep()
    {
        new Team(new Counting(), 3).Run(1);
        while (WorkerPool.Parked < WorkerPool.Count)
            await Task.Delay(1, Cancel);
        Assert.True(WorkerPool.Count >= 2);
    }

    [Fact]
    public void CutsAreWholeAndEqual()
    {
        foreach (int wanted in new[] { 1, 2, 8, 12, 32 })
        {
            foreach ((int outer, int middle, int inner) in new[] { (1, 1, 1), (1, 7, 9), (3, 1, 56), (5, 3, 1), (36, 4, 1), (2, 2, 2), (31, 9, 1), (1, 0, 5), (16, 1, 3) })
            {
                var cut = Cut.Of(outer, middle, inner, wanted, 2 * wanted);
                Assert.InRange(cut.Chunks, 1, 2 * wanted);
                int turns = 0;
                for (int chunk = 0; chunk < cut.Chunks; chunk++)
                {
                    cut.Find(chunk, outer, out int start, out int end, middle, out int middleStart, out int middleEnd, inner, out int innerStart, out int innerEnd);
                    turns += (end - start) * (middleEnd - middleStart) * (innerEnd - innerStart);
                }

                Assert.Equal(outer * middle * inner, turns);
            }
        }
    }

    private sealed class Body(Action<Seated, int> body) : ITeamwork
    {
        public void Work(Seated share, int samples) => body(share, samples);
    }

    /// <summary>Loops of several shapes, some too small to be shared, and steps of the leader's between them.</summary>
    private sealed class Counting : ITeamwork
    {
        private const int Loops = 6;
        private const int Middle = 7;
        private const int Inner = 10;

        private readonly int[][] _counts = [.. Enumerable.Range(0, Loops).Select(_ => new int[5 * Middle * Inner])];

        private int _early;
        private int _led;
        private int _passes;
        private int _samples;

        public void Work(Seated share, int samples)
        {
            for (int loop = 0; loop < Loops; loop++)
            {
                Loop(share.For(loop == 2 ? 1 : loop == 4 ? 3 : 1000), loop, samples);
                if (share.Leads())
                {
                    _led++;
                    share.Pass();
                }
            }

            if (share.Seat == 0)
                (_passes, _samples) = (_passes + 1, samples);
        }

        public void AssertDone()
        {
            Assert.Equal(0, _early);
            Assert.Equal(_passes * Loops, _led);
            foreach (int[] counts in _counts)
            {
                for (int i = 0; i < counts.Length; i++)
                {
                    Assert.Equal(i < _samples * Middle * Inner ? 1 : 0, counts[i]);
                    counts[i] = 0;
                }
            }
        }

        private void Loop(Seated share, int loop, int samples)
        {
            do
            for (int sample = share.Take(samples, Middle, 2, Inner, 3, out int end, out int middleFrom, out int middleEnd, out int innerFrom, out int innerEnd); sample < end; sample++)
            for (int middle = middleFrom; middle < middleEnd; middle += 2)
            for (int inner = innerFrom; inner < innerEnd; inner += 3)
            {
                // A tile of 2 x 3, cut off at the border.
                for (int m = middle; m < Math.Min(middle + 2, Middle); m++)
                {
                    for (int i = inner; i < Math.Min(inner + 3, Inner); i++)
                    {
                        int at = (((sample * Middle) + m) * Inner) + i;
                        Interlocked.Increment(ref _counts[loop][at]);

                        // All of the loop before has been run, wherever.
                        int other = (at * 31) % (samples * Middle * Inner);
                        if (loop > 0 && _counts[loop - 1][other] != 1)
                            Interlocked.Increment(ref _early);
                    }
                }
            }
            while (share.Again());
        }
    }
}
