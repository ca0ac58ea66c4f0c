using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unfurl;

/// <summary>The loop of all optimizers: whole vectors, then a last one filled up with zeros, so that one formula serves all elements.</summary>
internal static class UpdateLoop
{
    /// <summary>Applies the rule to every element of the slice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRule>(TRule rule, UpdateSlice slice)
        where TRule : struct, IUpdateRule
    {
        Span<Vector<float>> values = Whole(slice.Values);
        ReadOnlySpan<Vector<float>> gradients = MemoryMarshal.Cast<float, Vector<float>>(slice.Gradients);
        Span<Vector<float>> first = Whole(slice.State(0)), second = Whole(slice.State(1)), third = Whole(slice.State(2));
        Vector<float> none = default;
        for (int i = 0; i < values.Length; i++)
        {
            rule.Update(
                ref values[i],
                gradients[i],
                ref (i < first.Length ? ref first[i] : ref none),
                ref (i < second.Length ? ref second[i] : ref none),
                ref (i < third.Length ? ref third[i] : ref none));
        }

        if (values.Length * Vector<float>.Count < slice.Values.Length)
            Last(rule, slice, values.Length * Vector<float>.Count);
    }

    private static void Last<TRule>(TRule rule, UpdateSlice slice, int done)
        where TRule : struct, IUpdateRule
    {
        Vector<float> value = Fill(slice.Values, done);
        Vector<float> first = Fill(slice.State(0), done), second = Fill(slice.State(1), done), third = Fill(slice.State(2), done);
        rule.Update(ref value, Fill(slice.Gradients, done), ref first, ref second, ref third);
        Store(value, slice.Values, done);
        Store(first, slice.State(0), done);
        Store(second, slice.State(1), done);
        Store(third, slice.State(2), done);
    }

    private static Span<Vector<float>> Whole(Span<float> span) => MemoryMarshal.Cast<float, Vector<float>>(span);

    private static Vector<float> Fill(ReadOnlySpan<float> span, int done)
    {
        Vector<float> last = default;
        if (!span.IsEmpty)
            span[done..].CopyTo(Elements(ref last));
        return last;
    }

    private static void Store(Vector<float> last, Span<float> span, int done)
    {
        if (!span.IsEmpty)
            Elements(ref last)[..(span.Length - done)].CopyTo(span[done..]);
    }

    private static Span<float> Elements(ref Vector<float> vector) =>
        MemoryMarshal.Cast<Vector<float>, float>(new Span<Vector<float>>(ref vector));
}
