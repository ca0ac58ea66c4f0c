namespace Unfurl.Generator;

/// <summary>A sum of products of sizes: equal sums are equal values, because terms are collected and stand in one order.</summary>
/// <param name="Terms">The products, larger ones first.</param>
internal sealed record Polynomial(EquatableArray<Term> Terms)
{
    /// <summary>The value, where no term has a factor.</summary>
    public long? Number => Terms.Count == 0 ? 0 : Terms.Count == 1 && Terms[0].Factors.Count == 0 ? Terms[0].Coefficient : null;

    /// <summary>Whether it is more than one symbol.</summary>
    public bool IsSum => Terms is not { Count: 1 } || Terms[0] is not { Coefficient: 1, Factors: { Count: 1 } factors } || factors[0] is not SymbolFactor;

    public IEnumerable<Symbol> Symbols => Terms.SelectMany(t => t.Factors).SelectMany(f => f.Symbols);

    public static Polynomial Of(long number) => Collected([new Term(number, default)]);

    public static Polynomial Of(Symbol symbol) => Of(new SymbolFactor(symbol));

    public static Polynomial operator +(Polynomial a, Polynomial b) => Collected(a.Terms.Concat(b.Terms));

    public static Polynomial operator *(Polynomial a, Polynomial b) => Collected(from x in a.Terms from y in b.Terms select x.Times(y));

    /// <summary>floor(this / divisor): what divides goes in front, quotients of quotients become one, and the number left inside is below the divisor.</summary>
    /// <remarks>floor((n x + r) / n) = x + floor(r / n), and floor((floor(x / m) + c) / n) = floor((x + c m) / (m n)).</remarks>
    public Polynomial DividedBy(int divisor)
    {
        Term[] whole = Terms.Where(t => t.Coefficient % divisor == 0).ToArray();
        Polynomial quotient = Collected(whole.Select(t => t with { Coefficient = t.Coefficient / divisor }));
        Polynomial rest = Collected(Terms.Except(whole));
        if (rest.Number is { } number)
            return quotient + Of(Floor(number, divisor));
        long constant = rest.Constant, carried = Floor(constant, divisor);
        rest += Of(-(carried * divisor));
        quotient += Of(carried);
        return rest.Single is { Coefficient: 1, Factors: { Count: 1 } factors } && factors[0] is Quotient inner
            ? quotient + (inner.Dividend + Of(rest.Constant * inner.Divisor)).DividedBy(checked(inner.Divisor * divisor))
            : quotient + Of(new Quotient(rest, divisor));
    }

    /// <summary>Whether two sums are alike but for the number inside one quotient and those beside it; then the numbers order them.</summary>
    public static bool AreQuotients(Polynomial a, Polynomial b, out long first, out long second)
    {
        (first, second) = (0, 0);
        if (a.Quotient is not { } x || b.Quotient is not { } y || x.Divisor != y.Divisor || x.Dividend.WithoutConstant != y.Dividend.WithoutConstant
            || (a + Negative(Of(x))).WithoutConstant != (b + Negative(Of(y))).WithoutConstant)
            return false;
        (first, second) = (x.Dividend.Constant + (a.Constant * x.Divisor), y.Dividend.Constant + (b.Constant * y.Divisor));
        return true;
    }

    public long Evaluate(Func<Symbol, long> sizes) =>
        Terms.Aggregate(0L, (sum, term) => checked(sum + term.Factors.Aggregate(term.Coefficient, (product, factor) => product * factor.Evaluate(sizes))));

    /// <summary>The sum in words, symbols and quotients as told.</summary>
    /// <param name="factor">A factor.</param>
    /// <param name="times">What stands between factors.</param>
    /// <param name="plus">What stands between terms.</param>
    /// <param name="minus">The same in front of what is taken away.</param>
    public string Spell(Func<Factor, string> factor, string times, string plus, string minus)
    {
        string text = "";
        foreach (Term term in Terms)
        {
            bool alone = Math.Abs(term.Coefficient) == 1 && term.Factors.Count == 1;
            string number = Math.Abs(term.Coefficient) == 1 && term.Factors.Count > 0 ? "" : InvariantText.Of($"{Math.Abs(term.Coefficient)}");
            IEnumerable<string> factors = term.Factors.Select(factor).Select(f => f.IndexOf('/') >= 0 && !alone ? $"({f})" : f);
            string sign = term.Coefficient < 0 ? text.Length == 0 ? "-" : minus : text.Length == 0 ? "" : plus;
            text += sign + string.Join(times, number.Length == 0 ? factors : factors.Prepend(number));
        }

        return text;
    }

    public override string ToString() => Spell(f => f.ToString(), "*", "+", "-");

    private long Constant => Terms.FirstOrDefault(t => t.Factors.Count == 0)?.Coefficient ?? 0;

    private Polynomial WithoutConstant => this + Of(-Constant);

    // The one term beside a number.
    private Term? Single => Terms.Count(t => t.Factors.Count > 0) == 1 ? Terms.First(t => t.Factors.Count > 0) : null;

    private Quotient? Quotient => Terms.FirstOrDefault(t => t is { Coefficient: 1, Factors.Count: 1 } && t.Factors[0] is Quotient)?.Factors[0] as Quotient;

    public static Polynomial Of(Factor factor) => Collected([new Term(1, EquatableArray.Of(factor))]);

    private static Polynomial Negative(Polynomial sum) => sum * Of(-1);

    private static long Floor(long number, long divisor) => (number - (((number % divisor) + divisor) % divisor)) / divisor;

    private static Polynomial Collected(IEnumerable<Term> terms) => new(terms
        .GroupBy(t => t.Factors)
        .Select(g => new Term(g.Aggregate(0L, (sum, t) => checked(sum + t.Coefficient)), g.Key))
        .Where(t => t.Coefficient != 0)
        .OrderByDescending(t => t.Factors.Count)
        .ThenBy(t => string.Join("*", t.Factors), StringComparer.Ordinal)
        .ToEquatable());
}

/// <summary>A number times some sizes, which stand in one order.</summary>
internal sealed record Term(long Coefficient, EquatableArray<Factor> Factors)
{
    public Term Times(Term other) => new(
        checked(Coefficient * other.Coefficient), Factors.Concat(other.Factors).OrderBy(f => f.ToString(), StringComparer.Ordinal).ToEquatable());
}

/// <summary>Something that is multiplied: a symbol, or a quotient rounded down.</summary>
internal abstract record Factor
{
    public abstract IEnumerable<Symbol> Symbols { get; }

    public abstract long Evaluate(Func<Symbol, long> sizes);

    public sealed override string ToString() => Text;

    protected abstract string Text { get; }
}

/// <summary>A symbol.</summary>
internal sealed record SymbolFactor(Symbol Symbol) : Factor
{
    public override IEnumerable<Symbol> Symbols => [Symbol];

    public override long Evaluate(Func<Symbol, long> sizes) => sizes(Symbol);

    protected override string Text => Symbol.Name;
}

/// <summary>floor(Dividend / Divisor).</summary>
internal sealed record Quotient(Polynomial Dividend, int Divisor) : Factor
{
    public override IEnumerable<Symbol> Symbols => Dividend.Symbols;

    public override long Evaluate(Func<Symbol, long> sizes) => Dividend.Evaluate(sizes) / Divisor;

    protected override string Text => Dividend.Terms is { Count: 1 } terms && terms[0] is { Coefficient: 1, Factors.Count: 1 }
        ? InvariantText.Of($"{Dividend.ToString()}/{Divisor}")
        : InvariantText.Of($"({Dividend.ToString()})/{Divisor}");
}
