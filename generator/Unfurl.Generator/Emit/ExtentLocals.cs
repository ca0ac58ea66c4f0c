namespace Unfurl.Generator;

/// <summary>Locals of a method that hold what follows from open sizes: each value once, in the order in which they can be found.</summary>
/// <param name="offsets">Offsets of the plan, each from those before it.</param>
internal sealed class ExtentLocals(IEnumerable<OpenOffset> offsets)
{
    // What a method of a program is given or declares itself.
    private static readonly string[] Taken = ["workspace", "scratchStart", "scratch", "own", "weights", "packed", "packedInference", "folded", "samples", "share", "n", "height", "width", "length"];

    private readonly Dictionary<Symbol, OpenOffset> _offsets = offsets.ToDictionary(o => o.Symbol);
    private readonly Dictionary<Extent, string> _locals = [];
    private readonly Dictionary<Quotient, string> _quotients = [];
    private readonly HashSet<string> _names = [.. Taken];
    private readonly List<string> _lines = [];

    /// <summary>The declarations.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>A number, the argument that it is, or the local that holds it.</summary>
    /// <param name="extent">The size.</param>
    /// <param name="name">What the local is called, if it is the first to hold that.</param>
    public string Of(Extent extent, string name)
    {
        if (extent.Open is not { } sum)
            return extent.ToString();
        if (!sum.IsSum && Find(extent.Symbols.First()) is { } symbol)
            return symbol;
        if (!_locals.TryGetValue(extent, out string? local))
            _locals.Add(extent, local = IsQuotient(sum) is { } quotient ? Find(quotient) : Declare(name, Spell(extent)));
        return local;
    }

    private string Find(Symbol symbol)
    {
        if (!_offsets.TryGetValue(symbol, out OpenOffset? offset))
            return ExtentText.NameOf(symbol);
        Extent own = Extent.Of(symbol);
        if (!_locals.TryGetValue(own, out string? local))
            _locals.Add(own, local = Declare(symbol.Name, offset.Ends.Select(Spell).Aggregate((a, b) => $"Math.Max({a}, {b})")));
        return local;
    }

    // Quotients stand in many formulas.
    private string Find(Quotient quotient)
    {
        if (!_quotients.TryGetValue(quotient, out string? local))
        {
            Extent value = new(quotient);
            string name = string.Join(" ", quotient.Symbols.Distinct().Select(Find)) + InvariantText.Of($" by {quotient.Divisor}");
            _quotients.Add(quotient, local = Declare(name, ExtentText.Of(value, Find)));
        }

        return local;
    }

    private static Quotient? IsQuotient(Polynomial sum) => sum.Terms is { Count: 1 } terms && terms[0] is { Coefficient: 1, Factors: { Count: 1 } factors } ? factors[0] as Quotient : null;

    private string Spell(Extent extent) => ExtentText.Of(extent, Find, Find);

    private string Declare(string name, string value)
    {
        string identifier = Literals.Pascal(name), word = char.ToLowerInvariant(identifier[0]) + identifier.Substring(1), unique = word;
        for (int i = 2; !_names.Add(unique); i++)
            unique = InvariantText.Of($"{word}_{i}");
        _lines.Add($"int {unique} = {value};");
        return unique;
    }
}
