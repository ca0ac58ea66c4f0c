namespace Unfurl.Tests.VectorMaths;

/// <summary>What the vector functions are held against, in double precision.</summary>
internal static class ExactFunctions
{
    /// <summary>log(1 + x): the rounding of 1 + x is taken back to first order.</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsFinite(sum) && sum > 0 ? Math.Log(sum) + ((x - (sum - 1)) / sum) : Math.Log(sum);
    }

    /// <summary>e^x - 1: near 0 its series.</summary>
    public static double ExpM1(double x)
    {
        if (!(Math.Abs(x) < 0.5))
            return Math.Exp(x) - 1;
        double sum = 0, term = x;
        for (int n = 2; Math.Abs(term) > 1e-20 * Math.Abs(x); n++)
        {
            sum += term;
            term *= x / n;
        }

        return sum == 0 ? x : sum;
    }

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    // Of the two usual forms the one that does not lose the small result.
    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    /// <summary>The error function, 2 / sqrt(pi) e^(-x^2) times the sum of 2^n x^(2n+1) / (1 3 5 .. (2n+1)), all of one sign.</summary>
    public static double Erf(double x)
    {
        if (x == 0 || !(Math.Abs(x) < 6))
            return x == 0 || double.IsNaN(x) ? x : Math.Sign(x);
        double sum = 0, term = x;
        for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum) && n < 200; n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    public static double Sinc(double x) => x == 0 ? 1 : double.IsInfinity(x) ? 0 : Math.Sin(x) / x;
}
