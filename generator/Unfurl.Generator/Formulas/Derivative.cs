namespace Unfurl.Generator;

/// <summary>Symbolic derivatives, by one rule per function.</summary>
internal static class Derivative
{
    /// <summary>The gradient dy f'(x), written with the value <c>y</c> wherever f(x) occurs: then the input can often be forgotten.</summary>
    public static Expression Gradient(Expression formula, string variable) =>
        Simplifier.Simplify(Slope(formula, variable).Replace(formula, new Variable("y")) * new Variable("dy"));

    /// <summary>f'(x), all variables but one standing still.</summary>
    public static Expression Slope(Expression formula, string variable)
    {
        var simplifier = new Simplifier();
        return simplifier.Of(Of(formula, variable, simplifier));
    }

    private static Expression Of(Expression formula, string variable, Simplifier simplifier)
    {
        switch (formula)
        {
            case Number:
                return Expression.Zero;
            case Variable v:
                return v.Name == variable ? Expression.One : Expression.Zero;
            case Call call:
                Expression[] inner = call.Arguments.Select(a => simplifier.Of(Of(a, variable, simplifier))).ToArray();
                return simplifier.Of(FormulaFunctions.Find(call.Function)!.Derivative(call.Arguments, inner, call));
            default:
                throw new InvalidOperationException();
        }
    }
}
