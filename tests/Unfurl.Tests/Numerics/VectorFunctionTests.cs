using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Unfurl.CompilerServices;
using Unfurl.Tests.VectorMaths;

namespace Unfurl.Tests.Numerics;

/// <summary>The functions of formulas over all floats, thinly, and densely where their code branches, in all widths; with a table of the errors.</summary>
public sealed class VectorFunctionTests
{
    // Bit patterns apart, and floats beside a branch point. A child process without vectors takes some twenty times as long.
    private static readonly (uint Stride, int Reach) Samples = VectorWidths.Expected switch
    {
        null => (2039u, 300),
        "none" => (262_139u, 12),
        _ => (65_521u, 300),
    };

    private static readonly Function[] Functions =
    [
        new("exp", 2, Math.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp),
        new("log", 2, Math.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log),
        new("sigmoid", 2, ExactFunctions.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid),
        new("tanh", 2, Math.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh),
        new("erf", 2, ExactFunctions.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf),
        new("softplus", 2, ExactFunctions.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus),
        new("log1p", 4, ExactFunctions.Log1p, VectorMath.Log1p, VectorMath.Log1p, VectorMath.Log1p, VectorMath.Log1p),
        new("expm1", 4, ExactFunctions.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1),
        new("sin", 4, Math.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin),
        new("cos", 4, Math.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos),
        new("tan", 4, Math.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan),
        new("sinc", 4, ExactFunctions.Sinc, VectorMath.Sinc, VectorMath.Sinc, VectorMath.Sinc, VectorMath.Sinc),
        new("sinh", 4, Math.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh),
        new("cosh", 4, Math.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh),
        new("asinh", 4, Math.Asinh, VectorMath.Asinh, VectorMath.Asinh, VectorMath.Asinh, VectorMath.Asinh),
        new("atan", 4, Math.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan),
    ];

    // Powers, whose base is swept: whole and broken, even and odd, large and small.
    private static readonly float[] Exponents =
        [2, 3, -1, -2, 0.5f, 1f / 3, -0.75f, 1.5f, 10, 17, 0.01f, 1e-20f, 1e6f, 16777217, 4194304.5f, 0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    [Fact]
    public void ErrorsAreSmall()
    {
        var table = new List<string>();
        bool small = true;
        foreach (Function function in Functions)
        {
            Accuracy accuracy = Measure(function, Samples.Stride);
            table.Add($"{accuracy}, allowed {function.Bound}");
            small &= accuracy.Worst <= function.Bound;
        }

        string text = string.Join("\n", table);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.True(small, text);
    }

    [Fact]
    public void PowersAreWithinFourUlp()
    {
        foreach (float y in Exponents)
        {
            Accuracy accuracy = Measure(
                new Function(
                    FormattableString.Invariant($"x^{y}"), 4, x => Math.Pow(x, y), x => VectorMath.Pow(x, y), x => VectorMath.Pow(x, Vector128.Create(y)),
                    x => VectorMath.Pow(x, Vector256.Create(y)), x => VectorMath.Pow(x, Vector512.Create(y))),
                Samples.Stride * 30);
            TestContext.Current.TestOutputHelper?.WriteLine(accuracy.ToString());
            Assert.True(accuracy.Worst <= 4, accuracy.ToString());
        }
    }

    [Fact]
    public void SpecialValuesAreThoseOfTheBaseLibrary()
    {
        float[] numbers = [0, -0f, 1, -1, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        foreach (Function function in Functions)
        {
            foreach (float x in numbers)
                Same(function.Name, x, (float)function.Exact(x), function.Scalar(x));
        }

        foreach (float x in numbers.Append(0.5f))
        {
            foreach (float y in numbers.Concat([2, 3, -3, 0.5f]))
                Same($"pow(., {y})", x, (float)Math.Pow(x, y), VectorMath.Pow(x, y));
        }

        // A value that is not special may be off in its last places; zeros, infinities, NaN and their signs may not.
        static void Same(string name, float x, float expected, float actual) => Assert.True(
            expected.Equals(actual) && float.IsNegative(expected) == float.IsNegative(actual) | float.IsNaN(expected)
                || (float.IsNormal(expected) && Math.Abs(actual - expected) <= 4e-7f * Math.Abs(expected)),
            FormattableString.Invariant($"{name}({x}) = {actual}, expected {expected}."));
    }

    private static Accuracy Measure(Function function, uint stride)
    {
        var accuracy = new Accuracy(function.Name);
        foreach (float[] arguments in FloatSamples.Chunks(stride, Samples.Reach))
        {
            float[] results = Map(function.Narrow, arguments);
            for (int i = 0; i < results.Length; i++)
                accuracy.Add(arguments[i], function.Exact(arguments[i]), results[i]);
            AssertSame(function.Name + " float", arguments, results, Map(function.Scalar, arguments));
            AssertSame(function.Name + " 256", arguments, results, Map(function.Middle, arguments));
            AssertSame(function.Name + " 512", arguments, results, Map(function.Wide, arguments));
        }

        return accuracy;
    }

    private static float[] Map<TVector>(Func<TVector, TVector> function, float[] arguments)
        where TVector : struct
    {
        float[] results = new float[arguments.Length];
        Span<TVector> from = MemoryMarshal.Cast<float, TVector>(arguments.AsSpan()), to = MemoryMarshal.Cast<float, TVector>(results.AsSpan());
        for (int i = 0; i < to.Length; i++)
            to[i] = function(from[i]);
        return results;
    }

    // The operations are the same in every width, and so are the bits; a NaN may have any.
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

    /// <summary>A function, its definition, and what its error may be in units of the last place.</summary>
    private sealed record Function(
        string Name,
        double Bound,
        Func<double, double> Exact,
        Func<float, float> Scalar,
        Func<Vector128<float>, Vector128<float>> Narrow,
        Func<Vector256<float>, Vector256<float>> Middle,
        Func<Vector512<float>, Vector512<float>> Wide);
}
