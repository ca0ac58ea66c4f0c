using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unfurl.CompilerServices;

/// <summary>The memory a program of an instance works in, and the guard that keeps a second thread out.</summary>
/// <param name="perSample">Floats for each sample.</param>
/// <param name="perCall">Floats for each call.</param>
/// <param name="perThread">Floats for each thread of a call.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Workspace(int perSample, int perCall, int perThread = 0)
{
    private AlignedBuffer? _memory;
    private int _samples;
    private int _threads = 1;
    private int _busy;

    /// <summary>The largest batch there is room for.</summary>
    public int Samples => _samples;

    /// <summary>Takes the instance for this thread.</summary>
    /// <exception cref="InvalidOperationException">Another thread is inside, or this one is already.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(string network)
    {
        if (Interlocked.Exchange(ref _busy, 1) != 0)
            ThrowBusy(network);
    }

    /// <summary>Gives it back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit() => Volatile.Write(ref _busy, 0);

    /// <summary>Makes room for a batch; what was computed before is lost if it grows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, or more than one array can hold.</exception>
    public void Reserve(int samples)
    {
        if (samples > _samples)
            Allocate(samples, _threads);
    }

    /// <summary>Before a call of a network of open sizes: what its samples take. Memory stays, and so does the room in it.</summary>
    public void Resize(int sample, int call, int thread = 0)
    {
        if (sample == perSample && call == perCall && thread == perThread)
            return;
        (perSample, perCall, perThread) = (sample, call, thread);
        long left = (_memory?.Span.Length ?? 0) - perCall - ((long)perThread * _threads);
        _samples = left < perSample ? 0 : (int)(left / Math.Max(perSample, 1));
    }

    /// <summary>Makes room for that many threads; what was computed before stays.</summary>
    public void Seat(int threads)
    {
        if (threads <= _threads)
            return;
        AlignedBuffer? before = _memory;
        Allocate(Math.Max(_samples, 1), threads);
        before?.Span.CopyTo(_memory!.Span);
    }

    /// <summary>The first float, and where the memory of one call starts; grows if needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Start(int samples, out int scratch)
    {
        if (samples > _samples)
            Reserve(samples);
        scratch = perSample * samples;
        return ref _memory!.Start;
    }

    /// <summary>The same of a batch that there is room for: what other threads of a call may ask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Started(int samples, out int scratch)
    {
        scratch = perSample * samples;
        return ref _memory!.Start;
    }

    /// <summary>Numbers that the last pass left in the workspace.</summary>
    /// <param name="offset">Floats a sample that stand before them.</param>
    /// <param name="length">How many they are, in one sample.</param>
    /// <param name="samples">Samples of that pass.</param>
    public ReadOnlySpan<float> Kept(int offset, int length, int samples) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _memory!.Start, (nint)offset * samples), length * samples);

    private void Allocate(int samples, int threads)
    {
        long floats = ((long)perSample * samples) + perCall + ((long)perThread * threads);
        if (samples < 1 || floats > Array.MaxLength - 2 * AlignedBuffer.Slack)
            throw new ArgumentOutOfRangeException(nameof(samples), samples, $"A batch needs {perSample} floats a sample; one array holds {Array.MaxLength}.");
        _memory = new AlignedBuffer((int)floats);
        (_samples, _threads) = (samples, threads);
    }

    [DoesNotReturn]
    private static void ThrowBusy(string network) => throw new InvalidOperationException(
        $"A second call entered this {network} while one was running. An instance is one thread's; give each thread its own, with the same weights.");
}
