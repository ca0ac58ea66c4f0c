using System.Numerics;
using System.Runtime.InteropServices;

namespace Unfurl;

/// <summary>Values and gradients as whole vectors, then a last vector filled up with zeros: one formula serves all elements.</summary>
internal readonly ref struct VectorSpan
{
    private readonly Span<float> _restOfValues;
    private readonly ReadOnlySpan<float> _restOfGradients;

    /// <summary>Views two spans of the same length.</summary>
    public VectorSpan(Span<float> values, ReadOnlySpan<float> gradients)
    {
        Values = MemoryMarshal.Cast<float, Vector<float>>(values);
        Gradients = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        _restOfValues = values[(Values.Length * Vector<float>.Count)..];
        _restOfGradients = gradients[(Values.Length * Vector<float>.Count)..];
    }

    /// <summary>The whole vectors.</summary>
    public Span<Vector<float>> Values { get; }

    /// <summary>The whole vectors.</summary>
    public ReadOnlySpan<Vector<float>> Gradients { get; }

    /// <summary>Whether there are elements behind the whole vectors.</summary>
    public bool HasLast => !_restOfValues.IsEmpty;

    /// <summary>The elements behind the whole vectors, then zeros.</summary>
    public Vector<float> LastValues => Fill(_restOfValues);

    /// <inheritdoc cref="LastValues"/>
    public Vector<float> LastGradients => Fill(_restOfGradients);

    /// <summary>Vectors that hold <paramref name="length"/> elements, the last one perhaps in part.</summary>
    public static int Count(int length) => (int)(((long)length + Vector<float>.Count - 1) / Vector<float>.Count);

    /// <summary>Writes the elements behind the whole vectors.</summary>
    public void StoreLast(Vector<float> last) => Elements(ref last)[.._restOfValues.Length].CopyTo(_restOfValues);

    private static Vector<float> Fill(ReadOnlySpan<float> rest)
    {
        Vector<float> last = default;
        rest.CopyTo(Elements(ref last));
        return last;
    }

    private static Span<float> Elements(ref Vector<float> vector) =>
        MemoryMarshal.Cast<Vector<float>, float>(new Span<Vector<float>>(ref vector));
}
