using System.ComponentModel;

namespace Unfurl.CompilerServices;

/// <summary>What one thread of several has of a program that all of them run: every loop that is shared asks for parts until there are none, everything else is the
/// leader's.</summary>
/// <remarks>A type argument of emitted code. <see cref="Alone"/> takes all of every loop at once, and the compiler folds it away; <see cref="Seated"/> is a
/// place in a <see cref="Team"/>.</remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IShare<TSelf>
    where TSelf : struct, IShare<TSelf>
{
    /// <summary>Which of the threads this is, from 0: its scratch memory.</summary>
    int Seat { get; }

    /// <summary>The same place for a step that is not worth more than so many parts.</summary>
    /// <param name="parts">The most parts, all samples together.</param>
    TSelf For(int parts);

    /// <summary>Whether this thread runs what comes next, which is not shared; the others return when <see cref="Pass"/> was called.</summary>
    bool Leads();

    /// <summary>Ends what the leader alone has run.</summary>
    void Pass();

    /// <summary>A part of a loop, perhaps empty; returns where it starts.</summary>
    /// <param name="turns">Turns of the loop.</param>
    /// <param name="end">Where the part ends.</param>
    int Take(int turns, out int end);

    /// <summary>A part of two nested loops, perhaps empty; returns where the outer starts.</summary>
    /// <param name="outer">Turns of the outer loop.</param>
    /// <param name="inner">Where the inner loop ends.</param>
    /// <param name="step">Its step.</param>
    /// <param name="outerEnd">Where the part of the outer loop ends.</param>
    /// <param name="innerFrom">Where the part of the inner loop starts.</param>
    /// <param name="innerEnd">Where it ends.</param>
    int Take(int outer, int inner, int step, out int outerEnd, out int innerFrom, out int innerEnd);

    /// <summary>A part of three nested loops, perhaps empty; returns where the outermost starts.</summary>
    /// <param name="outer">Turns of the outermost loop.</param>
    /// <param name="middle">Where the second loop ends.</param>
    /// <param name="middleStep">Its step.</param>
    /// <param name="inner">Where the third loop ends.</param>
    /// <param name="innerStep">Its step.</param>
    /// <param name="outerEnd">Where the part of the outermost loop ends.</param>
    /// <param name="middleFrom">Where the part of the second loop starts.</param>
    /// <param name="middleEnd">Where it ends.</param>
    /// <param name="innerFrom">Where the part of the third loop starts.</param>
    /// <param name="innerEnd">Where it ends.</param>
    int Take(
        int outer, int middle, int middleStep, int inner, int innerStep, out int outerEnd, out int middleFrom, out int middleEnd, out int innerFrom, out int innerEnd);

    /// <summary>Whether there may be another part. Once it says no, every part of the loop has been run, whoever ran it.</summary>
    bool Again();
}
