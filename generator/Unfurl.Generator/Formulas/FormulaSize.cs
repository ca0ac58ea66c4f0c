namespace Unfurl.Generator;

/// <summary>Bounds what a formula becomes. A short text can be a large tree: nested powers are products of equal factors, and the derivative of a product of n factors has n^2.</summary>
/// <remarks>Equal parts are one object and become one local, but many steps walk the tree.</remarks>
internal static class FormulaSize
{
    private const int MostTerms = 600, MostOfDerivative = 10_000;

    /// <summary>What is too large about a formula and its derivatives; null if nothing is.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="text">As it is written.</param>
    /// <param name="variables">By what it is differentiated.</param>
    public static FormulaError? Check(Expression formula, string text, IEnumerable<string> variables)
    {
        if (formula.Size > MostTerms)
            return Large(Literals.String(text), formula.Size, MostTerms, "; small powers are written as products");
        foreach (string variable in variables)
        {
            int size = Derivative.Slope(formula, variable).Size;
            if (size > MostOfDerivative)
                return Large($"the derivative of {Literals.String(text)} by {variable}", size, MostOfDerivative, "");
        }

        return null;
    }

    private static FormulaError Large(string what, int size, int most, string why) => new(
        InvariantText.Of($"{what} grows to {(size == Expression.Countless ? "more than " : "")}{size} numbers, variables and functions, expected at most {most}{why}"), -1);
}
