namespace Unfurl.Generator;

/// <summary>Whether a formula can be negative, found by trying it.</summary>
internal static class FormulaSign
{
    private const int Trials = 4000;

    /// <summary>Whether no value is negative, where some variables are known not to be.</summary>
    public static bool IsNonNegative(Expression formula, IReadOnlyList<string> names, IReadOnlyList<bool> nonNegative)
    {
        var values = new Dictionary<string, double>();
        for (int trial = 0; trial < Trials; trial++)
        {
            for (int i = 0; i < names.Count; i++)
                values[names[i]] = nonNegative[i] ? Math.Abs(Trial(trial, i)) : Trial(trial, i);
            if (FormulaFunctions.Evaluate(formula, name => values[name]) < 0)
                return false;
        }

        return true;
    }

    // Both signs and all sizes from 1e-4 to 1e4; variables apart from each other, by the golden ratio.
    private static double Trial(int trial, int variable)
    {
        double share = ((trial + 1) * 0.6180339887498949 * (variable + 1)) % 1, size = Math.Pow(10, (8 * ((share * 64) % 1)) - 4);
        return share < 0.5 ? -size : size;
    }
}
