namespace Unfurl.Generator;

/// <summary>Spells sizes in C#: numbers as they are, open ones over the arguments of a call.</summary>
internal static class ExtentText
{
    /// <summary>Over height, width and length.</summary>
    public static string Of(Extent extent) => Of(extent, NameOf);

    /// <summary>Over locals.</summary>
    /// <param name="extent">The size.</param>
    /// <param name="name">What a symbol is called.</param>
    /// <param name="quotient">What a quotient is called; null where it is spelled out.</param>
    public static string Of(Extent extent, Func<Symbol, string> name, Func<Quotient, string>? quotient = null)
    {
        return extent.Open is { } sum ? Spell(sum) : extent.ToString();

        string Spell(Polynomial terms) => terms.Spell(Factor, " * ", " + ", " - ");

        string Factor(Factor factor) => factor switch
        {
            SymbolFactor symbol => name(symbol.Symbol),
            Quotient known when quotient is not null => quotient(known),
            Quotient { Dividend.IsSum: false } whole => InvariantText.Of($"{Spell(whole.Dividend)} / {whole.Divisor}"),
            Quotient sums => InvariantText.Of($"({Spell(sums.Dividend)}) / {sums.Divisor}"),
            _ => throw new InvalidOperationException($"No spelling for {factor.GetType().Name}."),
        };
    }

    /// <summary>What calls of a network name an open size.</summary>
    public static string NameOf(Symbol symbol) =>
        symbol == Symbol.Height ? "height" : symbol == Symbol.Width ? "width" : symbol == Symbol.Length ? "length" : throw new InvalidOperationException($"{symbol} is no size of a call.");
}
