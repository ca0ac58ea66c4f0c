using System.Globalization;

namespace Unfurl;

/// <summary>Maps numbers to 0..1 along an axis and knows where its ticks are.</summary>
internal sealed class ChartAxis
{
    private const int MostTicks = 8;

    // A loss that falls by more than this is a flat line on a linear axis for most of the training.
    private const double LogarithmicFrom = 8;

    private readonly bool _logarithmic;
    private readonly double _low;
    private readonly double _high;

    private ChartAxis(bool logarithmic, double low, double high, IEnumerable<double> ticks)
    {
        _logarithmic = logarithmic;
        _low = Scaled(low);
        _high = Scaled(high);
        Ticks = [.. ticks.Where(tick => tick >= low && tick <= high).Select(tick => (tick, Text(tick, 6)))];
    }

    /// <summary>Where the ticks are, with their texts.</summary>
    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>An axis from 0 to a whole number, ticks at whole numbers.</summary>
    public static ChartAxis Counting(int end)
    {
        int step = (int)Math.Max(1, NiceStep(end));
        return new ChartAxis(logarithmic: false, 0, end, Enumerable.Range(0, end / step + 1).Select(i => (double)i * step));
    }

    /// <summary>An axis with some air around the values: logarithmic if they are all positive and differ much.</summary>
    public static ChartAxis Spanning(double[] values, bool allowLogarithmic)
    {
        if (values.Length == 0)
            return Linear(0, 1);
        (double low, double high) = (values.Min(), values.Max());
        return allowLogarithmic && low > 0 && high / low > LogarithmicFrom ? Logarithmic(low / 1.2, high * 1.2) : Linear(low, high);
    }

    /// <summary>Where a value lies: 0 at the start of the axis, 1 at its end.</summary>
    public double Place(double value) => (Scaled(value) - _low) / (_high - _low);

    /// <summary>A number for the eye: at most <paramref name="decimals"/> decimals, and powers where those do not do.</summary>
    public static string Text(double value, int decimals)
    {
        double size = Math.Abs(value);
        string format = size != 0 && size is < 1e-4 or >= 1e6 ? "0.##e0" : "0." + new string('#', decimals);
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static ChartAxis Linear(double low, double high)
    {
        double air = high > low ? 0.12 * (high - low) : Math.Max(Math.Abs(high) * 0.05, 1e-6);
        (low, high) = (low - air, high + air);
        double step = NiceStep(high - low);
        double first = Math.Ceiling(low / step);
        // Counted, not summed: 0.1 added ten times is not 1.
        return new ChartAxis(logarithmic: false, low, high, Enumerable.Range(0, MostTicks + 2).Select(i => (first + i) * step));
    }

    private static ChartAxis Logarithmic(double low, double high)
    {
        double[] digits = Math.Log10(high / low) switch { < 2.5 => [1, 2, 5], < 5 => [1, 3], _ => [1] };
        int first = (int)Math.Floor(Math.Log10(low)), last = (int)Math.Ceiling(Math.Log10(high));
        return new ChartAxis(
            logarithmic: true,
            low,
            high,
            Enumerable.Range(first, last - first + 1).SelectMany(power => digits.Select(digit => digit * Math.Pow(10, power))));
    }

    /// <summary>1, 2 or 5 times a power of ten: the smallest that gives no more than <see cref="MostTicks"/> ticks.</summary>
    private static double NiceStep(double length)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(length / MostTicks)));
        double least = length / MostTicks / power;
        return power * least switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }

    private double Scaled(double value) => _logarithmic ? Math.Log10(value) : value;
}
