namespace Unfurl.Generator;

/// <summary>The vocabulary of formulas: each function's arity, value and derivative in one line.</summary>
internal static class FormulaFunctions
{
    private static readonly Dictionary<string, FormulaFunction> Table = new FormulaFunction[]
    {
        new("+", 2, v => v[0] + v[1], (a, d, y) => d[0] + d[1]),
        new("-", 2, v => v[0] - v[1], (a, d, y) => d[0] - d[1]),
        new("*", 2, v => v[0] * v[1], (a, d, y) => (d[0] * a[1]) + (a[0] * d[1])),
        new("/", 2, v => v[0] / v[1], (a, d, y) => (d[0] - (y * d[1])) / a[1]),
        new("neg", 1, v => -v[0], (a, d, y) => new Call("neg", d[0])),
        new("sqrt", 1, v => Math.Sqrt(v[0]), (a, d, y) => d[0] / (new Number(2) * y)),
        new("exp", 1, v => Math.Exp(v[0]), (a, d, y) => y * d[0]),
        new("log", 1, v => Math.Log(v[0]), (a, d, y) => d[0] / a[0]),
        new("tanh", 1, v => Math.Tanh(v[0]), (a, d, y) => (Expression.One - (y * y)) * d[0]),
        new("sigmoid", 1, v => 1 / (1 + Math.Exp(-v[0])), (a, d, y) => y * (Expression.One - y) * d[0]),

        // log(1 + exp(x)), which neither overflows nor loses exp(x) beside 1.
        new("softplus", 1, v => Softplus(v[0]), (a, d, y) => new Call("sigmoid", a[0]) * d[0]),

        // At 0 the derivative of |x| is 0, as in PyTorch.
        new("abs", 1, v => Math.Abs(v[0]), (a, d, y) =>
            new Call("where>", a[0], Expression.Zero, d[0], new Call("where<", a[0], Expression.Zero, new Call("neg", d[0]), Expression.Zero))),

        // A tie goes to the second argument, so that max(x, 0) has derivative 0 at 0; a NaN goes to the first and so is seen. Comparing the
        // value instead of the first argument says the same and lets the input be forgotten.
        new("max", 2, v => Math.Max(v[0], v[1]), (a, d, y) => new Call("where<=", y, a[1], d[1], d[0])),
        new("min", 2, v => Math.Min(v[0], v[1]), (a, d, y) => new Call("where>=", y, a[1], d[1], d[0])),
        new("where<", 4, v => v[0] < v[1] ? v[2] : v[3], (a, d, y) => new Call("where<", a[0], a[1], d[2], d[3])),
        new("where<=", 4, v => v[0] <= v[1] ? v[2] : v[3], (a, d, y) => new Call("where<=", a[0], a[1], d[2], d[3])),
        new("where>", 4, v => v[0] > v[1] ? v[2] : v[3], (a, d, y) => new Call("where>", a[0], a[1], d[2], d[3])),
        new("where>=", 4, v => v[0] >= v[1] ? v[2] : v[3], (a, d, y) => new Call("where>=", a[0], a[1], d[2], d[3])),
    }.ToDictionary(f => f.Name);

    public static FormulaFunction? Find(string name) => Table.TryGetValue(name, out FormulaFunction? function) ? function : null;

    /// <summary>Names a user may write, for messages.</summary>
    public static IEnumerable<string> Words => Table.Keys.Where(k => k.All(char.IsLetter) && k != "neg").Concat(["where"]);

    // With e = exp(-|x|) and s = 1 + e as rounded, log(1 + e) = log(s) + log(1 + (1 + e - s) / s).
    private static double Softplus(double x)
    {
        double e = Math.Exp(-Math.Abs(x)), s = 1 + e;
        return Math.Max(x, 0) + Math.Log(s) + ((e - (s - 1)) / s);
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
    Func<IReadOnlyList<Expression>, IReadOnlyList<Expression>, Expression, Expression> Derivative);
