namespace Unfurl.Generator;

/// <summary>Symbolic derivatives, by one rule per function.</summary>
internal static class Derivative
{
    /// <summary>The gradient dy f'(x), written with the value <c>y</c> wherever f(x) occurs: then the input can often be forgotten.</summary>
    public static Expression Gradient(Expression formula, string variable)
    {
        Expression derivative = Simplifier.Simplify(Of(formula, variable));
        return Simplifier.Simplify(derivative.Replace(formula, new Variable("y")) * new Variable("dy"));
    }

    /// <summary>f'(x), all variables but one standing still.</summary>
    public static Expression Slope(Expression formula, string variable) => Simplifier.Simplify(Of(formula, variable));

    private static Expression Of(Expression formula, string variable)
    {
        switch (formula)
        {
            case Number:
                return Expression.Zero;
            case Variable v:
                return v.Name == variable ? Expression.One : Expression.Zero;
            case Call call:
                Expression[] inner = call.Arguments.Select(a => Simplifier.Simplify(Of(a, variable))).ToArray();
                return Simplifier.Simplify(FormulaFunctions.Find(call.Function)!.Derivative(call.Arguments, inner, call));
            default:
                throw new InvalidOperationException();
        }
    }
}
