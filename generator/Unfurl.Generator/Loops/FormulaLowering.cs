namespace Unfurl.Generator;

/// <summary>Formulas as lane expressions; strict ones give the same bits on all processors. A term that occurs several times is computed once, into a local.</summary>
internal sealed class FormulaLowering
{
    private readonly LoopBuilder _builder;
    private readonly Func<string, Lane> _variables;
    private readonly HashSet<Call> _seen = [];
    private readonly HashSet<Call> _shared = [];
    private readonly Dictionary<Call, Lane> _locals = [];

    private FormulaLowering(LoopBuilder builder, Func<string, Lane> variables) => (_builder, _variables) = (builder, variables);

    public static Lane Lower(LoopBuilder builder, Expression formula, Func<string, Lane> variables)
    {
        var lowering = new FormulaLowering(builder, variables);
        lowering.FindShared(formula);
        return lowering.Lower(formula);
    }

    // What stands inside a shared term counts once.
    private void FindShared(Expression formula)
    {
        if (formula is not Call call)
            return;
        if (!_seen.Add(call))
        {
            _shared.Add(call);
            return;
        }

        foreach (Expression argument in call.Arguments)
            FindShared(argument);
    }

    private Lane Lower(Expression formula)
    {
        switch (formula)
        {
            case Number number:
                return new LaneConstant((float)number.Value, _builder.Lanes);
            case Variable variable:
                return _variables(variable.Name);
            case Call call when _shared.Contains(call):
                if (!_locals.TryGetValue(call, out Lane? local))
                    _locals.Add(call, local = _builder.Let("term", Of(call)));
                return local;
            case Call call:
                return Of(call);
            default:
                throw new InvalidOperationException();
        }
    }

    private Lane Of(Call call)
    {
        if (call.Function == "+" && Product(call.Arguments[0]) is { } product)
            return Lane.Fma(Lower(product.Arguments[0]), Lower(product.Arguments[1]), Lower(call.Arguments[1]));
        int lanes = _builder.Lanes;
        Lane[] a = call.Arguments.Select(Lower).ToArray();
        return call.Function switch
        {
            "+" => a[0] + a[1],
            "-" => a[0] - a[1],
            "*" => a[0] * a[1],
            "/" => a[0] / a[1],
            "neg" => Lane.Of("negate", a[0]),
            "sign" => Lane.Where(">", a[0], _builder.Zero, _builder.Constant(1), Lane.Where("<", a[0], _builder.Zero, _builder.Constant(-1), a[0])),
            "step" => Lane.Where(">=", a[0], _builder.Zero, _builder.Constant(1), Lane.Where("<", a[0], _builder.Zero, _builder.Zero, a[0])),

            // What instructions make of max(0, -0) differs between processors; a comparison gives x, here as there.
            "max" when _builder.IsStrict && call.Arguments[1] is Number => Lane.Where("<", a[0], a[1], a[1], a[0]),
            "min" when _builder.IsStrict && call.Arguments[1] is Number => Lane.Where(">", a[0], a[1], a[1], a[0]),

            // The native instruction returns its second operand when either is NaN, so x goes second.
            "max" => call.Arguments[1] is Number ? new LaneCall("maxnative", lanes, a[1], a[0]) : Lane.Max(a[0], a[1]),
            "min" => call.Arguments[1] is Number ? new LaneCall("minnative", lanes, a[1], a[0]) : new LaneCall("min", lanes, a),
            _ => new LaneCall(call.Function, lanes, a),
        };
    }

    private Call? Product(Expression e) => e is Call { Function: "*" } product && !_shared.Contains(product) ? product : null;
}
