namespace Unfurl.Generator;

/// <summary>Folds constants and removes what changes nothing, bottom up. Never uses a law that floats do not obey, except x * 0 = 0 in
/// derivatives, where 0 means "does not depend".</summary>
/// <remarks>Remembers what it did: parts of large formulas are equal, and derivatives are made of parts that are simple already.</remarks>
internal sealed class Simplifier
{
    private readonly Dictionary<Call, Expression> _known = [];

    public static Expression Simplify(Expression formula) => new Simplifier().Of(formula);

    public Expression Of(Expression formula)
    {
        if (formula is not Call call)
            return formula;
        if (!_known.TryGetValue(call, out Expression? simple))
            _known[call] = simple = Once(call);
        return simple;
    }

    private Expression Once(Call call)
    {
        Expression[] a = call.Arguments.Select(Of).ToArray();
        if (a.All(x => x is Number))
            return new Number(Evaluate(call.Function, a));
        return call.Function switch
        {
            "+" when IsNumber(a[0], 0) => a[1],
            "+" or "-" when IsNumber(a[1], 0) => a[0],
            "-" when IsNumber(a[0], 0) => Negative(a[1]),
            "+" when Negated(a[1]) is { } taken => Of(a[0] - taken),
            "-" when Negated(a[1]) is { } added => Of(a[0] + added),
            "*" when IsNumber(a[0], 0) || IsNumber(a[1], 0) => Expression.Zero,
            "*" when IsNumber(a[0], 1) => a[1],
            "*" or "/" when IsNumber(a[1], 1) => a[0],
            "*" when IsNumber(a[0], -1) => Negative(a[1]),
            "*" or "/" when IsNumber(a[1], -1) => Negative(a[0]),
            "/" when IsNumber(a[0], 0) => Expression.Zero,
            "neg" => Negative(a[0]),
            "pow" when a[1] is Number power && Power(a[0], power.Value) is { } product => product,

            // The constant second: a tie is its, as the derivative of max(x, 0) at 0 has to be 0 however it is written.
            "max" or "min" when a[0] is Number => new Call(call.Function, a[1], a[0]),
            _ when call.Function.StartsWith("where", StringComparison.Ordinal) && Choice(call.Function, a) is { } branch => branch,

            // where(c, u, v) * w with a constant branch of 0 or 1 needs no product: the gradient of ReLU is one select.
            "*" when Select(a[0], a[1]) is { } select => select,
            "*" when Select(a[1], a[0]) is { } select => select,

            // One rounding instead of two.
            "*" when a[1] is Call { Function: "/" } inverse && IsNumber(inverse.Arguments[0], 1) => Of(a[0] / inverse.Arguments[1]),

            // The sign outside, where a sum can take it.
            "*" when Negated(a[0]) is { } left => Negative(Of(left * a[1])),
            "*" when Negated(a[1]) is { } right && a[1] is Call => Negative(Of(a[0] * right)),
            "/" when Negated(a[0]) is { } above => Negative(Of(above / a[1])),
            _ => new Call(call.Function, a),
        };
    }

    private static double Evaluate(string function, Expression[] numbers) =>
        FormulaFunctions.Find(function)!.Value(numbers.Select(x => ((Number)x).Value).ToArray());

    private static Expression Negative(Expression a) => a switch
    {
        Number number => new Number(-number.Value),
        Call { Function: "neg" } inner => inner.Arguments[0],
        Call { Function: "-" } difference => new Call("-", difference.Arguments[1], difference.Arguments[0]),
        _ => new Call("neg", a),
    };

    // Of -a this is a.
    private static Expression? Negated(Expression e) => e switch
    {
        Call { Function: "neg" } call => call.Arguments[0],
        _ => null,
    };

    // Products in the place of small whole powers: quicker, and of a negative base as well.
    private static Expression? Power(Expression a, double power) => power switch
    {
        0 => Expression.One,
        1 => a,
        2 => a * a,
        3 => a * a * a,
        4 => a * a * (a * a),
        -1 => Expression.One / a,
        _ => null,
    };

    // Both branches the same, or a comparison of numbers.
    private static Expression? Choice(string where, Expression[] a)
    {
        if (a[2] == a[3])
            return a[2];
        if (a[0] is not Number || a[1] is not Number)
            return null;
        return Evaluate(where, [a[0], a[1], Expression.One, Expression.Zero]) == 1 ? a[2] : a[3];
    }

    private Expression? Select(Expression where, Expression factor)
    {
        if (where is not Call { Arguments.Count: 4 } call || factor is Call)
            return null;
        Expression yes = call.Arguments[2], no = call.Arguments[3];
        bool plain = (IsNumber(yes, 0) && IsNumber(no, 1)) || (IsNumber(yes, 1) && IsNumber(no, 0));
        return plain ? new Call(call.Function, call.Arguments[0], call.Arguments[1], Of(yes * factor), Of(no * factor)) : null;
    }

    private static bool IsNumber(Expression e, double value) => e is Number n && n.Value == value;
}
