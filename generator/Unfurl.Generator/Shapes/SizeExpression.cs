using System.Globalization;

namespace Unfurl.Generator;

/// <summary>Evaluates an expression inside a block: + - * / % and parentheses over numbers and the block's parameters. Whole numbers divide as in C#.</summary>
internal sealed class SizeExpression
{
    private const int Longest = 200;

    private readonly string _text;
    private readonly IReadOnlyDictionary<string, SizeNumber> _parameters;
    private int _at;

    private SizeExpression(string text, IReadOnlyDictionary<string, SizeNumber> parameters) => (_text, _parameters) = (text, parameters);

    /// <exception cref="SizeExpressionException">It is no expression, mentions a parameter that does not exist, or has no value.</exception>
    public static SizeNumber Evaluate(string text, IReadOnlyDictionary<string, SizeNumber> parameters)
    {
        if (text.Length > Longest)
            throw new SizeExpressionException("it is longer than 200 characters");
        var expression = new SizeExpression(text, parameters);
        SizeNumber value = expression.Sum();
        if (expression.Peek() != '\0')
            throw new SizeExpressionException(InvariantText.Of($"'{expression.Peek().ToString()}' at column {expression._at + 1} is not expected"));
        if (double.IsNaN(value.Value) || double.IsInfinity(value.Value))
            throw new SizeExpressionException("its value is too large");
        return value;
    }

    private SizeNumber Sum()
    {
        SizeNumber value = Product();
        while (Peek() is '+' or '-')
            value = Next() == '+' ? value.Combine(Product(), (a, b) => a + b) : value.Combine(Product(), (a, b) => a - b);
        return value;
    }

    private SizeNumber Product()
    {
        SizeNumber value = Factor();
        while (Peek() is '*' or '/' or '%')
        {
            char operation = Next();
            SizeNumber factor = Factor();
            if (operation != '*' && factor.Value == 0)
                throw new SizeExpressionException("it divides by 0");
            bool whole = value.IsWhole && factor.IsWhole;
            value = value.Combine(factor, (a, b) => operation switch { '*' => a * b, '%' => a % b, _ => whole ? Math.Truncate(a / b) : a / b });
        }

        return value;
    }

    private SizeNumber Factor()
    {
        switch (Peek())
        {
            case '-':
                Next();
                return new SizeNumber(0, true).Combine(Factor(), (a, b) => a - b);
            case '(':
                Next();
                SizeNumber inner = Sum();
                if (Peek() != ')')
                    throw new SizeExpressionException("a ')' is missing");
                Next();
                return inner;
            case char c when char.IsDigit(c) || c == '.':
                return Number();
            case char c when char.IsLetter(c) || c == '_':
                return Parameter();
            case '\0':
                throw new SizeExpressionException("it ends where a number or a name is expected");
            case char c:
                throw new SizeExpressionException(InvariantText.Of($"'{c.ToString()}' at column {_at + 1} is not expected"));
        }
    }

    private SizeNumber Number()
    {
        string text = Take(c => char.IsDigit(c) || c == '.');
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? new SizeNumber(value, text.IndexOf('.') < 0)
            : throw new SizeExpressionException($"'{text}' is no number");
    }

    private SizeNumber Parameter()
    {
        string name = Take(c => char.IsLetterOrDigit(c) || c == '_');
        return _parameters.TryGetValue(name, out SizeNumber value) ? value : throw new UnknownParameterException(name);
    }

    private string Take(Func<char, bool> belongs)
    {
        int start = _at;
        while (_at < _text.Length && belongs(_text[_at]))
            _at++;
        return _text.Substring(start, _at - start);
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private char Next() => _text[_at++];
}

/// <summary>A number of a declaration, and whether it is a whole one.</summary>
internal readonly record struct SizeNumber(double Value, bool IsWhole)
{
    public SizeNumber Combine(SizeNumber other, Func<double, double, double> operation) =>
        new(operation(Value, other.Value), IsWhole && other.IsWhole);
}

/// <summary>An expression that has no value.</summary>
internal class SizeExpressionException(string reason) : Exception(reason);

/// <summary>An expression that mentions a parameter its block does not have.</summary>
internal sealed class UnknownParameterException(string name) : SizeExpressionException($"there is no parameter '{name}'")
{
    public string Parameter { get; } = name;
}
