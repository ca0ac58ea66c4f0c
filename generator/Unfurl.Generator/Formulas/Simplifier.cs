namespace Unfurl.Generator;

/// <summary>Folds constants and removes what changes nothing, bottom up. Never uses a law that floats do not obey, except x * 0 = 0 in
/// derivatives, where 0 means "does not depend".</summary>
internal static class Simplifier
{
    public static Expression Simplify(Expression formula)
    {
        if (formula is not Call call)
            return formula;
        Expression[] a = call.Arguments.Select(Simplify).ToArray();
        if (a.All(x => x is Number))
            return new Number(FormulaFunctions.Find(call.Function)!.Value(a.Select(x => ((Number)x).Value).ToArray()));
        return call.Function switch
        {
            "+" when IsNumber(a[0], 0) => a[1],
            "+" or "-" when IsNumber(a[1], 0) => a[0],
            "-" when IsNumber(a[0], 0) => Simplify(new Call("neg", a[1])),
            "*" when IsNumber(a[0], 0) || IsNumber(a[1], 0) => Expression.Zero,
            "*" when IsNumber(a[0], 1) => a[1],
            "*" or "/" when IsNumber(a[1], 1) => a[0],
            "/" when IsNumber(a[0], 0) => Expression.Zero,
            "neg" when a[0] is Call { Function: "neg" } inner => inner.Arguments[0],
            "where<" or "where<=" or "where>" or "where>=" when a[2] == a[3] => a[2],

            // where(c, u, v) * w with a constant branch of 0 or 1 needs no product: the gradient of ReLU is one select.
            "*" when Select(a[0], a[1]) is { } select => select,
            "*" when Select(a[1], a[0]) is { } select => select,
            _ => new Call(call.Function, a),
        };
    }

    private static Expression? Select(Expression where, Expression factor)
    {
        if (where is not Call { Arguments.Count: 4 } call || factor is Call)
            return null;
        Expression yes = call.Arguments[2], no = call.Arguments[3];
        bool plain = (IsNumber(yes, 0) && IsNumber(no, 1)) || (IsNumber(yes, 1) && IsNumber(no, 0));
        return plain ? new Call(call.Function, call.Arguments[0], call.Arguments[1], Simplify(yes * factor), Simplify(no * factor)) : null;
    }

    private static bool IsNumber(Expression e, double value) => e is Number n && n.Value == value;
}
