namespace Unfurl.Tests.Numerics;

/// <summary>Seeded random numbers, and how far apart two computations of the same may be.</summary>
internal static class Numbers
{
    // Rounding errors of sums grow with what is summed, not with what is left: the measure is the tensor's largest number.
    private const double Tolerance = 1e-5;
    private const double LeastScale = 1e-3;

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
    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, string what, double factor = 1)
    {
        var doubles = new double[actual.Length];
        for (int i = 0; i < doubles.Length; i++)
            doubles[i] = actual[i];
        AssertClose(expected, doubles, what, Tolerance * factor);
    }

    /// <inheritdoc cref="AssertClose(ReadOnlySpan{double}, ReadOnlySpan{float}, string, double)"/>
    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what, double tolerance)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: expected {expected.Length} numbers, got {actual.Length}.");
        double scale = LeastScale, worst = 0;
        int where = 0, wrong = 0;
        foreach (double number in expected)
            scale = Math.Max(scale, Math.Abs(number));
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]);
            if (!(error <= tolerance * scale))
                wrong++;
            if (error > worst || double.IsNaN(error))
                (worst, where) = (double.IsNaN(error) ? double.MaxValue : error, i);
        }

        if (wrong > 0)
            Assert.Fail($"{what}[{where}]: expected {expected[where]:R}, got {actual[where]:R}; {wrong} of {expected.Length} are wrong, scale {scale:G3}.");
    }
}
