namespace Unfurl.Generator;

/// <summary>The vocabulary of formulas: each function's arity, value and derivative in one line.</summary>
internal static class FormulaFunctions
{
    private static readonly Dictionary<string, FormulaFunction> Table = new FormulaFunction[]
    {
        new("+", 2, v => v[0] + v[1], (a, d, y) => d[0] + d[1]),
        new("-", 2, v => v[0] - v[1], (a, d, y) => d[0] - d[1]),
        new("*", 2, v => v[0] * v[1], (a, d, y) => (d[0] * a[1]) + (a[0] * d[1])),
        new("/", 2, v => v[0] / v[1], Quotient),
        new("neg", 1, v => -v[0], (a, d, y) => Of("neg", d[0])),
        new("pow", 2, v => Math.Pow(v[0], v[1]), Power) { IsLong = true },
        new("sqrt", 1, v => Math.Sqrt(v[0]), (a, d, y) => d[0] / (new Number(2) * y)),
        new("exp", 1, v => Math.Exp(v[0]), (a, d, y) => y * d[0]) { IsLong = true },
        new("log", 1, v => Math.Log(v[0]), (a, d, y) => d[0] / a[0]) { IsLong = true },
        new("log1p", 1, v => SpecialFunctions.Log1p(v[0]), (a, d, y) => d[0] / (Expression.One + a[0])) { IsLong = true },

        // Not y + 1, which is nothing but rounding where exp is small.
        new("expm1", 1, v => SpecialFunctions.ExpM1(v[0]), (a, d, y) => Of("exp", a[0]) * d[0]) { IsLong = true },
        new("sin", 1, v => Math.Sin(v[0]), (a, d, y) => Of("cos", a[0]) * d[0]) { IsLong = true },
        new("cos", 1, v => Math.Cos(v[0]), (a, d, y) => Of("neg", Of("sin", a[0])) * d[0]) { IsLong = true },
        new("tan", 1, v => Math.Tan(v[0]), (a, d, y) => (Expression.One + (y * y)) * d[0]) { IsLong = true },
        new("sinh", 1, v => Math.Sinh(v[0]), (a, d, y) => Of("cosh", a[0]) * d[0]) { IsLong = true },
        new("cosh", 1, v => Math.Cosh(v[0]), (a, d, y) => Of("sinh", a[0]) * d[0]) { IsLong = true },
        new("tanh", 1, v => Math.Tanh(v[0]), (a, d, y) => (Expression.One - (y * y)) * d[0]) { IsLong = true },
        new("asinh", 1, v => SpecialFunctions.Asinh(v[0]), (a, d, y) => d[0] / Of("sqrt", Expression.One + (a[0] * a[0]))) { IsLong = true },
        new("atan", 1, v => Math.Atan(v[0]), (a, d, y) => d[0] / (Expression.One + (a[0] * a[0]))) { IsLong = true },
        new("sinc", 1, v => SpecialFunctions.Sinc(v[0]), (a, d, y) => SincSlope(a[0], y) * d[0]) { IsLong = true },
        new("erf", 1, v => SpecialFunctions.Erf(v[0]), (a, d, y) => new Number(2 / Math.Sqrt(Math.PI)) * Of("exp", Of("neg", a[0] * a[0])) * d[0]) { IsLong = true },
        new("sigmoid", 1, v => 1 / (1 + Math.Exp(-v[0])), (a, d, y) => y * (Expression.One - y) * d[0]) { IsLong = true },

        // log(1 + exp(x)), which neither overflows nor loses exp(x) beside 1.
        new("softplus", 1, v => SpecialFunctions.Softplus(v[0]), (a, d, y) => Of("sigmoid", a[0]) * d[0]) { IsLong = true },

        // At 0 the derivative of |x| is 0, as in PyTorch.
        new("abs", 1, v => Math.Abs(v[0]), (a, d, y) => Of("sign", a[0]) * d[0]),

        // Flat but for a jump, which has no derivative.
        new("sign", 1, v => SpecialFunctions.Sign(v[0]), (a, d, y) => Expression.Zero),
        new("step", 1, v => SpecialFunctions.Step(v[0]), (a, d, y) => Expression.Zero),

        // A tie goes to the second argument, so that max(x, 0) has derivative 0 at 0; a NaN goes to the first and so is seen. Comparing the
        // value instead of the first argument says the same and lets the input be forgotten.
        new("max", 2, v => Math.Max(v[0], v[1]), (a, d, y) => new Call("where<=", y, a[1], d[1], d[0])),
        new("min", 2, v => Math.Min(v[0], v[1]), (a, d, y) => new Call("where>=", y, a[1], d[1], d[0])),
        new("where<", 4, v => v[0] < v[1] ? v[2] : v[3], (a, d, y) => new Call("where<", a[0], a[1], d[2], d[3])),
        new("where<=", 4, v => v[0] <= v[1] ? v[2] : v[3], (a, d, y) => new Call("where<=", a[0], a[1], d[2], d[3])),
        new("where>", 4, v => v[0] > v[1] ? v[2] : v[3], (a, d, y) => new Call("where>", a[0], a[1], d[2], d[3])),
        new("where>=", 4, v => v[0] >= v[1] ? v[2] : v[3], (a, d, y) => new Call("where>=", a[0], a[1], d[2], d[3])),
        new("where==", 4, v => v[0] == v[1] ? v[2] : v[3], (a, d, y) => new Call("where==", a[0], a[1], d[2], d[3])),
    }.ToDictionary(f => f.Name);

    public static FormulaFunction? Find(string name) => Table.TryGetValue(name, out FormulaFunction? function) ? function : null;

    /// <summary>Names a user may write, for messages.</summary>
    public static IEnumerable<string> Words => Table.Keys.Where(k => char.IsLetter(k[0]) && k.All(char.IsLetterOrDigit) && k != "neg").Concat(["where"]);

    private static Call Of(string function, Expression argument) => new(function, argument);

    // (da - y db) / b. Of u / (c + |u|) that is c du / (c + |u|)^2, written so because 1 - y sign(u) is nothing but rounding where |u| is large.
    private static Expression Quotient(IReadOnlyList<Expression> a, IReadOnlyList<Expression> d, Expression y)
    {
        if (a[1] is Call { Function: "+" } sum && sum.Arguments.OfType<Number>().FirstOrDefault() is { } c && sum.Arguments.Contains(Of("abs", a[0])))
            return c * d[0] / a[1] / a[1];
        return (d[0] - (y * d[1])) / a[1];
    }

    // b a^(b-1) da + a^b log(a) db. Where a is 0, the second term is 0 and not 0 times infinity, as in PyTorch; where b is 0, the first is.
    private static Expression Power(IReadOnlyList<Expression> a, IReadOnlyList<Expression> d, Expression y)
    {
        Expression slope = a[1] * new Call("pow", a[0], a[1] - Expression.One);
        if (a[1] is not Number)
            slope = new Call("where==", a[1], Expression.Zero, Expression.Zero, slope);
        Expression growth = new Call("where==", a[0], Expression.Zero, Expression.Zero, y * Of("log", a[0]));
        return (slope * d[0]) + (growth * d[1]);
    }

    // (cos(x) - sinc(x)) / x, which cancels near 0; there its series: the first term left out is below 2^-28 of the sum.
    private static Expression SincSlope(Expression x, Expression y)
    {
        Expression square = x * x, series = new Number(-1.0 / 3_991_680);
        foreach (double coefficient in new[] { 1.0 / 45_360, -1.0 / 840, 1.0 / 30, -1.0 / 3 })
            series = (series * square) + new Number(coefficient);
        return new Call("where<", Of("abs", x), Expression.One, x * series, (Of("cos", x) - y) / x);
    }

    /// <summary>The value of a formula in double precision.</summary>
    public static double Evaluate(Expression formula, Func<string, double> variables) => formula switch
    {
        Number number => number.Value,
        Variable variable => variables(variable.Name),
        Call call => Table[call.Function].Value(call.Arguments.Select(a => Evaluate(a, variables)).ToArray()),
        _ => throw new InvalidOperationException(),
    };
}

/// <summary>A function of formulas.</summary>
/// <param name="Name">As the parser writes it.</param>
/// <param name="Arity">How many arguments.</param>
/// <param name="Value">Its value.</param>
/// <param name="Derivative">Its derivative from its arguments, their derivatives and its own value.</param>
internal sealed record FormulaFunction(
    string Name,
    int Arity,
    Func<double[], double> Value,
    Func<IReadOnlyList<Expression>, IReadOnlyList<Expression>, Expression, Expression> Derivative)
{
    /// <summary>Whether its vector code is so long that it should not stand in a method often.</summary>
    public bool IsLong { get; init; }
}
