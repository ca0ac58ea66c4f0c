namespace Unfurl.Generator;

/// <summary>Formulas as users write them, with no more parentheses than they need.</summary>
internal static class FormulaText
{
    private const int Sum = 1, Product = 2, Sign = 3, Atom = 4;

    public static string Of(Call call)
    {
        IReadOnlyList<Expression> a = call.Arguments;
        return call.Function switch
        {
            "+" or "-" => $"{Inside(a[0], Sum)} {call.Function} {Inside(a[1], Product)}",
            "*" or "/" => $"{Inside(a[0], Product)} {call.Function} {Inside(a[1], Sign)}",
            "neg" => $"-{Inside(a[0], Sign)}",
            _ when call.Function.StartsWith("where", StringComparison.Ordinal) => $"where({a[0]} {call.Function.Substring(5)} {a[1]}, {a[2]}, {a[3]})",
            _ => $"{call.Function}({string.Join(", ", a)})",
        };
    }

    private static string Inside(Expression term, int strength) => Strength(term) < strength ? $"({term})" : term.ToString();

    private static int Strength(Expression term) => term switch
    {
        Call { Function: "+" or "-" } => Sum,
        Call { Function: "*" or "/" } => Product,
        Call { Function: "neg" } => Sign,
        Number { Value: < 0 } => Sign,
        _ => Atom,
    };
}
