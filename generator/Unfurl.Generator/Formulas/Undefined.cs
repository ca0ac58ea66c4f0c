namespace Unfurl.Generator;

/// <summary>Finds parts of a formula that have no value whatever its variables are. Simplified formulas hide some: 0 times a quotient by 0 is 0 there.</summary>
internal static class Undefined
{
    /// <summary>What is wrong, in words; null if nothing is.</summary>
    public static string? In(Expression formula) => In(formula, new Simplifier());

    private static string? In(Expression formula, Simplifier simplifier)
    {
        if (simplifier.Of(formula) is Number number && (double.IsNaN(number.Value) || double.IsInfinity(number.Value)))
            return $"has a constant part that is {number}, expected a finite number";
        if (formula is not Call call)
            return null;
        Expression[] arguments = call.Arguments.ToArray();
        if (call.Function == "/" && simplifier.Of(arguments[1]) is Number { Value: 0 })
            return $"divides by {arguments[1]}{(arguments[1] is Number ? "" : ", which is 0")}";

        // The branch that is not taken may be what the comparison guards against.
        if (arguments.Length == 4 && simplifier.Of(new Call(call.Function, arguments[0], arguments[1], Expression.One, Expression.Zero)) is Number taken)
            return In(arguments[taken.Value == 1 ? 2 : 3], simplifier);
        return arguments.Select(a => In(a, simplifier)).FirstOrDefault(wrong => wrong is not null);
    }
}
