using System.Globalization;

namespace Unfurl.Generator;

/// <summary>Reads a formula: sums of products of signed terms, function calls, <c>where(a &lt; b, u, v)</c>.</summary>
internal sealed class FormulaParser
{
    // Recursion follows the text.
    private const int MaximumLength = 500;

    private static readonly string[] Comparisons = ["<=", ">=", "==", "!=", "<", ">"];

    private readonly string _text;
    private readonly HashSet<string> _variables;
    private int _at;

    private FormulaParser(string text, IEnumerable<string> variables) => (_text, _variables) = (text, new HashSet<string>(variables));

    /// <summary>The formula; or null, and what is wrong with it and where.</summary>
    public static Expression? Parse(string text, IEnumerable<string> variables, out FormulaError? error)
    {
        var parser = new FormulaParser(text, variables);
        error = text.Length > MaximumLength ? new FormulaError(InvariantText.Of($"it has {text.Length} characters, more than {MaximumLength}"), MaximumLength) : null;
        if (error is not null)
            return null;
        try
        {
            Expression formula = parser.Sum();
            parser.End();
            formula = Simplifier.Simplify(formula);
            error = FormulaSize.Check(formula, text, []);
            return error is null ? formula : null;
        }
        catch (FormulaException wrong)
        {
            error = new FormulaError(wrong.Message, wrong.At);
            return null;
        }
    }

    private Expression Sum()
    {
        Expression left = Product();
        while (true)
        {
            if (Take("+"))
                left += Product();
            else if (Take("-"))
                left -= Product();
            else
                return left;
        }
    }

    private Expression Product()
    {
        Expression left = Signed();
        while (true)
        {
            if (Take("*"))
                left *= Signed();
            else if (Take("/"))
                left /= Signed();
            else
                return left;
        }
    }

    private Expression Signed() => Take("-") ? new Call("neg", Signed()) : Take("+") ? Signed() : Term();

    private Expression Term()
    {
        if (Take("("))
        {
            Expression inner = Sum();
            Expect(")");
            return inner;
        }

        SkipSpace();
        int start = _at;
        if (_at < _text.Length && (char.IsDigit(_text[_at]) || _text[_at] == '.'))
            return ReadNumber(start);
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
        string word = _text.Substring(start, _at - start);
        if (word.Length == 0)
            throw Wrong(_at == _text.Length ? "ends where a term is expected" : $"has '{_text[_at]}' where a term is expected");
        if (_variables.Contains(word))
            return new Variable(word);
        if (word == "where")
            return Where();
        if (!FormulaFunctions.Words.Contains(word))
            throw Wrong($"does not know '{word}'; the words are {string.Join(", ", _variables.Concat(FormulaFunctions.Words))}", start);
        return CallOf(word, FormulaFunctions.Find(word)!.Arity);
    }

    private Number ReadNumber(int start)
    {
        while (_at < _text.Length && (char.IsDigit(_text[_at]) || _text[_at] == '.' || IsExponent()))
            _at++;
        string digits = _text.Substring(start, _at - start);
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || double.IsInfinity(value))
            throw Wrong($"has '{digits}', which is no number", start);
        return new Number(value);
    }

    private bool IsExponent() =>
        _text[_at] is 'e' or 'E' || (_text[_at] is '+' or '-' && _text[_at - 1] is 'e' or 'E');

    private Call CallOf(string function, int arity)
    {
        Expect("(");
        var arguments = new Expression[arity];
        for (int i = 0; i < arity; i++)
        {
            arguments[i] = Sum();
            Expect(i + 1 < arity ? "," : ")");
        }

        return new Call(function, arguments);
    }

    private Call Where()
    {
        Expect("(");
        Expression left = Sum();
        string comparison = Comparisons.FirstOrDefault(Take) ?? throw Wrong("expects <, <=, >, >=, == or != here");
        Expression right = Sum();
        Expect(",");
        Expression yes = Sum();
        Expect(",");
        Expression no = Sum();
        Expect(")");
        return comparison == "!=" ? new Call("where==", left, right, no, yes) : new Call("where" + comparison, left, right, yes, no);
    }

    private bool Take(string token)
    {
        SkipSpace();
        if (string.CompareOrdinal(_text, _at, token, 0, token.Length) != 0)
            return false;
        _at += token.Length;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
            throw Wrong($"expects '{token}' here");
    }

    private void End()
    {
        SkipSpace();
        if (_at < _text.Length)
            throw Wrong($"goes on with '{_text.Substring(_at)}' after its end");
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private FormulaException Wrong(string what, int? at = null) => new(InvariantText.Of($"\"{_text}\" {what} (character {(at ?? _at) + 1})"), at ?? _at);

    private sealed class FormulaException(string message, int at) : Exception(message)
    {
        public int At { get; } = at;
    }
}

/// <summary>What is wrong with a formula.</summary>
/// <param name="Message">In words.</param>
/// <param name="At">At which character, counted from 0; below 0, all of it.</param>
internal sealed record FormulaError(string Message, int At);
