using System.Globalization;

namespace Unfurl.Tests.VectorMaths;

/// <summary>Collects errors in units of the last place of the true result.</summary>
internal sealed class Accuracy(string what)
{
    private double _sum;
    private long _count;
    private (double Ulp, float At) _worst;

    /// <summary>The largest error.</summary>
    public double Worst => _worst.Ulp;

    public void Add(float x, double expected, float actual)
    {
        double error = Error(expected, actual);
        _sum += error;
        _count++;
        if (!(error <= _worst.Ulp))
            _worst = (error, x);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{what,-14} max {_worst.Ulp:F3} ulp at {_worst.At,-14:G9} mean {_sum / _count:F3} of {_count:N0}");

    private static double Error(double expected, float actual)
    {
        if (double.IsNaN(expected))
            return float.IsNaN(actual) ? 0 : double.PositiveInfinity;

        // The range ends half an ulp above the largest number; near there infinity and that number are both right.
        if (Math.Abs(expected) >= float.MaxValue)
            return actual * Math.Sign(expected) >= float.MaxValue ? 0 : double.PositiveInfinity;

        // The true result lies in a binade that starts at 2^e; its floats are 2^(e - 23) apart, subnormal ones 2^-149.
        int exponent = expected == 0 ? -126 : Math.Max(Math.ILogB(expected), -126);
        double error = Math.Abs(actual - expected) / Math.ScaleB(1, exponent - 23);
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}
