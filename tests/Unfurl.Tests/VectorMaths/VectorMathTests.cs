using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Unfurl.CompilerServices;

namespace Unfurl.Tests.VectorMaths;

/// <summary>Every 61st float, the neighbourhoods of all branch points, and the special values, in all widths.</summary>
public sealed class VectorMathTests
{
    private const double Bound = 2;

    [Fact]
    public void ExpIsWithinTwoUlp() => Check(
        "Exp", Math.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp);

    // Of the two usual forms the one that does not lose the small result.
    [Fact]
    public void SigmoidIsWithinTwoUlp() => Check(
        "Sigmoid", x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)),
        VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid);

    [Fact]
    public void TanhIsWithinTwoUlp() => Check(
        "Tanh", Math.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh);

    [Fact]
    public void SoftplusIsWithinTwoUlp() => Check(
        "Softplus", SoftplusOf, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus);

    [Fact]
    public void SpecialValuesAreExact()
    {
        Same(1, VectorMath.Exp(0f));
        Same(1, VectorMath.Exp(-0f));
        Same(float.PositiveInfinity, VectorMath.Exp(float.PositiveInfinity));
        Same(0, VectorMath.Exp(float.NegativeInfinity));
        Same(float.PositiveInfinity, VectorMath.Exp(88.7229f));
        Same(float.Epsilon, VectorMath.Exp(-103.5f));
        Same(0.5f, VectorMath.Sigmoid(-0f));
        Same(1, VectorMath.Sigmoid(float.PositiveInfinity));
        Same(0, VectorMath.Sigmoid(float.NegativeInfinity));
        Same((float)Math.Exp(-100), VectorMath.Sigmoid(-100f));
        Same((float)Math.Log(2), VectorMath.Softplus(0f));
        Same(float.PositiveInfinity, VectorMath.Softplus(float.PositiveInfinity));
        Same(0, VectorMath.Softplus(float.NegativeInfinity));
        Same(float.MaxValue, VectorMath.Softplus(float.MaxValue));
        Same(0, VectorMath.Tanh(0f));
        Same(-0f, VectorMath.Tanh(-0f));
        Same(1, VectorMath.Tanh(float.PositiveInfinity));
        Same(-1, VectorMath.Tanh(float.NegativeInfinity));
        Same(float.Epsilon, VectorMath.Tanh(float.Epsilon));
        Assert.True(float.IsNaN(VectorMath.Exp(float.NaN)) && float.IsNaN(VectorMath.Sigmoid(float.NaN)));
        Assert.True(float.IsNaN(VectorMath.Tanh(float.NaN)) && float.IsNaN(VectorMath.Tanh(-float.NaN)) && float.IsNaN(VectorMath.Softplus(float.NaN)));
    }

    [Fact]
    public void TanhIsOddToTheBit()
    {
        foreach (float x in FloatSamples.Neighbourhoods())
        {
            if (!float.IsNaN(x))
                Same(-VectorMath.Tanh(x), VectorMath.Tanh(-x));
        }
    }

    private static void Check(
        string name,
        Func<double, double> exact,
        Func<float, float> scalar,
        Func<Vector128<float>, Vector128<float>> narrow,
        Func<Vector256<float>, Vector256<float>> middle,
        Func<Vector512<float>, Vector512<float>> wide)
    {
        var accuracy = new Accuracy(name);
        foreach (float[] arguments in FloatSamples.Chunks())
        {
            float[] results = Map(narrow, arguments);
            for (int i = 0; i < results.Length; i++)
                accuracy.Add(arguments[i], exact(arguments[i]), results[i]);

            // The operations are the same in every width, and so are the bits.
            AssertSame($"{name} float", arguments, results, Map(scalar, arguments));
            AssertSame($"{name} 256", arguments, results, Map(middle, arguments));
            AssertSame($"{name} 512", arguments, results, Map(wide, arguments));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(accuracy.ToString());
        Assert.True(accuracy.Worst <= Bound, accuracy.ToString());
    }

    // log(1 + e) from e = exp(-|x|): the rounding of 1 + e is taken back to first order.
    private static double SoftplusOf(double x)
    {
        double e = Math.Exp(-Math.Abs(x)), sum = 1 + e;
        return Math.Max(x, 0) + Math.Log(sum) + ((e - (sum - 1)) / sum);
    }

    private static float[] Map<TVector>(Func<TVector, TVector> function, float[] arguments)
        where TVector : struct
    {
        float[] results = new float[arguments.Length];
        Span<TVector> from = MemoryMarshal.Cast<float, TVector>(arguments.AsSpan());
        Span<TVector> to = MemoryMarshal.Cast<float, TVector>(results.AsSpan());
        for (int i = 0; i < to.Length; i++)
            to[i] = function(from[i]);
        return results;
    }

    // A NaN may have any sign and payload.
    private static void AssertSame(string what, float[] arguments, float[] expected, float[] actual)
    {
        if (MemoryMarshal.AsBytes<float>(expected).SequenceEqual(MemoryMarshal.AsBytes<float>(actual)))
            return;
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]);
            if (!same && !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
                Assert.Fail($"{what}({arguments[i]:G9}) = {actual[i]:G9}, but {expected[i]:G9} with 128 bits.");
        }
    }

    private static void Same(float expected, float actual) =>
        Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(actual));
}
