namespace Unfurl.Generator;

/// <summary>Formulas as lane expressions; strict ones give the same bits on all processors.</summary>
internal static class FormulaLowering
{
    public static Lane Lower(Expression formula, int lanes, bool strict, Func<string, Lane> variables)
    {
        switch (formula)
        {
            case Number number:
                return new LaneConstant((float)number.Value, lanes);
            case Variable variable:
                return variables(variable.Name);
            case Call { Function: "+" } sum when Product(sum.Arguments[0]) is { } product:
                return Lane.Fma(Lowered(product.Arguments[0]), Lowered(product.Arguments[1]), Lowered(sum.Arguments[1]));
            case Call call:
                Lane[] a = call.Arguments.Select(Lowered).ToArray();
                return call.Function switch
                {
                    "+" => a[0] + a[1],
                    "-" => a[0] - a[1],
                    "*" => a[0] * a[1],
                    "/" => a[0] / a[1],
                    "neg" => Lane.Of("negate", a[0]),

                    // What instructions make of max(0, -0) differs between processors; a comparison gives x, here as there.
                    "max" when strict && call.Arguments[1] is Number => Lane.Where("<", a[0], a[1], a[1], a[0]),
                    "min" when strict && call.Arguments[1] is Number => Lane.Where(">", a[0], a[1], a[1], a[0]),

                    // The native instruction returns its second operand when either is NaN, so x goes second.
                    "max" => call.Arguments[1] is Number ? new LaneCall("maxnative", lanes, a[1], a[0]) : Lane.Max(a[0], a[1]),
                    "min" => call.Arguments[1] is Number ? new LaneCall("minnative", lanes, a[1], a[0]) : new LaneCall("min", lanes, a),
                    _ => new LaneCall(call.Function, lanes, a),
                };
            default:
                throw new InvalidOperationException();
        }

        Lane Lowered(Expression e) => Lower(e, lanes, strict, variables);
    }

    private static Call? Product(Expression e) => e is Call { Function: "*" } product ? product : null;
}
