namespace Unfurl.Generator;

/// <summary>Functions of formulas that the base library of netstandard2.0 has not, in double precision.</summary>
internal static class SpecialFunctions
{
    /// <summary>log(1 + x): the rounding of 1 + x cancels in the quotient (Kahan).</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>exp(x) - 1, by the same cancellation.</summary>
    public static double ExpM1(double x)
    {
        double power = Math.Exp(x);
        return power == 1 ? x : power - 1 is -1 ? -1 : double.IsInfinity(power) ? power : (power - 1) * (x / Math.Log(power));
    }

    /// <summary>log(1 + exp(x)).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>log(x + sqrt(1 + x^2)).</summary>
    public static double Asinh(double x)
    {
        double a = Math.Abs(x), value = a > 1e9 ? Math.Log(a) + Math.Log(2) : Log1p(a + (a * a / (1 + Math.Sqrt(1 + (a * a)))));
        return x < 0 ? -value : x == 0 ? x : value;
    }

    /// <summary>sin(x) / x; 1 at 0, and 0 at infinity.</summary>
    public static double Sinc(double x) => x == 0 ? 1 : double.IsInfinity(x) ? 0 : Math.Sin(x) / x;

    /// <summary>2 / sqrt(pi) e^(-x^2) times the sum of 2^n x^(2n+1) / (1 3 5 .. (2n+1)), whose terms have one sign.</summary>
    public static double Erf(double x)
    {
        if (x == 0 || double.IsNaN(x))
            return x;
        if (Math.Abs(x) > 6)
            return Math.Sign(x);
        double sum = 0, term = x;
        for (int n = 1; sum + term != sum; n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>-1, 0 or 1; NaN stays.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>1 from 0 on, else 0; NaN stays.</summary>
    public static double Step(double x) => x >= 0 ? 1 : x < 0 ? 0 : x;
}
