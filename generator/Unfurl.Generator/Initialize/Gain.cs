namespace Unfurl.Generator;

/// <summary>By how much weights must grow so that what an activation makes is as large as what it reads.</summary>
internal static class Gain
{
    // Beyond that a standard normal number does not come; the step hits 0, where formulas have their corners.
    private const int Reach = 12, Steps = 256;

    // What PyTorch's calculate_gain gives where it is not 1 / sqrt(E f(z)^2).
    private const double Tanh = 5.0 / 3, Sigmoid = 1, SelfNormalizing = 0.75;

    /// <summary>The gain of a formula over x.</summary>
    public static double Of(Expression formula)
    {
        if (formula == new Call("tanh", Expression.X))
            return Tanh;
        if (formula == new Call("sigmoid", Expression.X))
            return Sigmoid;
        if (IsSelfNormalizing(formula))
            return SelfNormalizing;
        double square = Mean(z => Math.Pow(Value(formula, z), 2));
        return square > 0 && !double.IsInfinity(square) ? 1 / Math.Sqrt(square) : 1;
    }

    /// <summary>Whether mean 0 and variance 1 are kept by an activation that is not odd, which makes it a SELU however it is written (Klambauer 2017).</summary>
    public static bool IsSelfNormalizing(Expression formula) =>
        Math.Abs(Value(formula, 1) + Value(formula, -1)) > 0.01
        && Math.Abs(Mean(z => Value(formula, z))) < 1e-3
        && Math.Abs(Mean(z => Math.Pow(Value(formula, z), 2)) - 1) < 1e-3;

    private static double Value(Expression formula, double x) => FormulaFunctions.Evaluate(formula, _ => x);

    // The expectation over a standard normal number, by the trapezium rule.
    private static double Mean(Func<double, double> value)
    {
        double sum = 0;
        for (int i = -Reach * Steps; i <= Reach * Steps; i++)
        {
            double z = (double)i / Steps;
            sum += value(z) * Math.Exp(-z * z / 2);
        }

        return sum / Steps / Math.Sqrt(2 * Math.PI);
    }
}
