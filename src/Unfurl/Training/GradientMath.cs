using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Unfurl;

/// <summary>Sums over gradients that decide about steps: the order of the additions is the same on every machine.</summary>
internal static class GradientMath
{
    /// <summary>The sum of the squares, in double precision and eight interleaved sums: finite exactly if every number is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector256<float>> whole = MemoryMarshal.Cast<float, Vector256<float>>(values);
        Vector256<double> low = default, high = default;
        foreach (Vector256<float> vector in whole)
        {
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(vector);
            low += first * first;
            high += second * second;
        }

        double sum = Sum(low) + Sum(high);
        foreach (float value in values[(whole.Length * Vector256<float>.Count)..])
            sum += (double)value * value;
        return sum;
    }

    /// <summary>Multiplies every number.</summary>
    public static void Scale(Span<float> values, float factor)
    {
        Span<Vector<float>> whole = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref Vector<float> vector in whole)
            vector *= factor;
        foreach (ref float value in values[(whole.Length * Vector<float>.Count)..])
            value *= factor;
    }

    /// <summary>Cuts every number to -limit .. limit, as <c>torch.nn.utils.clip_grad_value_</c>.</summary>
    public static void Clip(Span<float> values, float limit)
    {
        foreach (ref float value in values)
            value = Math.Clamp(value, -limit, limit);
    }

    private static double Sum(Vector256<double> vector) =>
        vector.GetElement(0) + vector.GetElement(1) + (vector.GetElement(2) + vector.GetElement(3));
}
