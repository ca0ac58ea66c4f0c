namespace Unfurl.Tests.Numerics;

/// <summary>Seeded random numbers, and how far apart two computations of the same may be.</summary>
internal static class Numbers
{
    // Rounding errors of sums grow with what is summed, not with what is left: the measure is the tensor's largest number.
    private const double Tolerance = 1e-5;
    private const double LeastScale = 1e-3;

    // Deep stacks of normalisations and of ReLUs that rounding flips amplify errors without bound. What they do to one rounding per number is measured; a sum of
    // a thousand terms is rounded a thousand times, which goes with the root.
    private const double RoundingMargin = 30;

    /// <summary>Uniform in (-1, 1), or between other bounds.</summary>
    public static float[] Draw(Random random, int count, float bound = 1)
    {
        var numbers = new float[count];
        foreach (ref float number in numbers.AsSpan())
            number = (random.NextSingle() * 2 - 1) * bound;
        return numbers;
    }

    public static int[] Labels(Random random, int count, int classes)
    {
        var labels = new int[count];
        foreach (ref int label in labels.AsSpan())
            label = random.Next(classes);
        return labels;
    }

    /// <summary>Fails at the number furthest off.</summary>
    /// <param name="expected">What it should be.</param>
    /// <param name="actual">What it is.</param>
    /// <param name="what">What the message calls it.</param>
    /// <param name="scale">How large the numbers were that it was summed from, if that is larger than any of the sums.</param>
    /// <param name="rounded">The same, computed with every number on the way rounded to single precision; asked for where the tolerance is exceeded.</param>
    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, string what, double scale = 0, Func<double[]>? rounded = null)
    {
        var doubles = new double[actual.Length];
        for (int i = 0; i < doubles.Length; i++)
            doubles[i] = actual[i];
        AssertClose(expected, doubles, what, Tolerance, scale, rounded);
    }

    /// <inheritdoc cref="AssertClose(ReadOnlySpan{double}, ReadOnlySpan{float}, string, double, Func{double[]})"/>
    public static void AssertClose(
        ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what, double tolerance, double scale = 0, Func<double[]>? rounded = null)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: expected {expected.Length} numbers, got {actual.Length}.");
        scale = Math.Max(scale, Math.Max(LeastScale, Largest(expected)));
        double bound = tolerance * scale;
        (int wrong, int worst) = Compare(expected, actual, bound);
        if (wrong > 0 && rounded is not null)
        {
            bound = Math.Max(bound, RoundingMargin * Furthest(expected, rounded()));
            (wrong, worst) = Compare(expected, actual, bound);
        }

        if (wrong > 0)
            Assert.Fail($"{what}[{worst}]: expected {expected[worst]:R}, got {actual[worst]:R}; {wrong} of {expected.Length} are off by more than {bound:G3}, scale {scale:G3}.");
    }

    // NaN is never close.
    private static (int Wrong, int Worst) Compare(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double bound)
    {
        int wrong = 0, where = 0;
        double worst = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]);
            if (!(error <= bound))
                wrong++;
            if (error > worst || double.IsNaN(error))
                (worst, where) = (double.IsNaN(error) ? double.MaxValue : error, i);
        }

        return (wrong, where);
    }

    private static double Furthest(ReadOnlySpan<double> expected, ReadOnlySpan<double> other)
    {
        double furthest = 0;
        for (int i = 0; i < expected.Length; i++)
            furthest = Math.Max(furthest, Math.Abs(expected[i] - other[i]));
        return furthest;
    }

    private static double Largest(ReadOnlySpan<double> numbers)
    {
        double largest = 0;
        foreach (double number in numbers)
            largest = Math.Max(largest, Math.Abs(number));
        return largest;
    }
}
