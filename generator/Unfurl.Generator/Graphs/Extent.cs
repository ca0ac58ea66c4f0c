namespace Unfurl.Generator;

/// <summary>A size: a number, or a formula of sizes that a network leaves open, such as <c>(H+1)/2</c>.</summary>
/// <remarks>Reads as a whole number wherever one is needed; of an open size that is a defect, because the checker lets no operator see one that does not take it.</remarks>
internal readonly struct Extent : IEquatable<Extent>, IFormattable
{
    private readonly long _number;
    private readonly Polynomial? _open;

    private Extent(long number) => _number = number;

    /// <summary>A quotient by itself.</summary>
    public Extent(Quotient quotient)
        : this(Polynomial.Of(quotient))
    {
    }

    private Extent(Polynomial sum) => (_number, _open) = (sum.Number ?? 0, sum.Number is null ? sum : null);

    /// <summary>Whether it is a number.</summary>
    public bool IsFixed => _open is null;

    public bool IsOpen => _open is not null;

    /// <summary>The number, or what it is at the sizes that costs are counted at.</summary>
    public long Typical => _open is null ? _number : Math.Max(1, _open.Evaluate(s => s.Typical));

    /// <summary>The open sizes it follows from.</summary>
    public IEnumerable<Symbol> Symbols => _open?.Symbols.Distinct() ?? [];

    /// <summary>The formula; null of a number.</summary>
    public Polynomial? Open => _open;

    public static implicit operator Extent(int number) => new(number);

    public static implicit operator Extent(long number) => new(number);

    public static implicit operator int(Extent extent) => checked((int)extent.Number);

    public static implicit operator long(Extent extent) => extent.Number;

    /// <summary>A size that is left open.</summary>
    public static Extent Of(Symbol symbol) => new(Polynomial.Of(symbol));

    public static Extent operator +(Extent a, Extent b) => a.IsFixed && b.IsFixed ? new(checked(a._number + b._number)) : new(a.Sum + b.Sum);

    public static Extent operator -(Extent a, Extent b) => a.IsFixed && b.IsFixed ? new(checked(a._number - b._number)) : new(a.Sum + (b.Sum * Polynomial.Of(-1)));

    public static Extent operator *(Extent a, Extent b) => a.IsFixed && b.IsFixed ? new(checked(a._number * b._number)) : new(a.Sum * b.Sum);

    /// <summary>Rounded down, as numbers that are not negative are.</summary>
    public static Extent operator /(Extent a, Extent b) => a.IsFixed ? new(a._number / b.Number) : new(a.Sum.DividedBy(checked((int)b.Number)));

    public static bool operator ==(Extent a, Extent b) => a.Equals(b);

    public static bool operator !=(Extent a, Extent b) => !a.Equals(b);

    /// <summary>Rounded up.</summary>
    public static Extent Ceiling(Extent size, int by) => (size + (by - 1)) / by;

    /// <summary>The smaller of two of one form: x + 1 and x + 3, or (x + 1) / 2 and (x + 4) / 2 - 1.</summary>
    public static Extent Smaller(Extent a, Extent b)
    {
        if (a.IsFixed && b.IsFixed)
            return Math.Min(a._number, b._number);
        if ((a - b) is { IsFixed: true } difference)
            return difference._number < 0 ? a : b;
        return Polynomial.AreQuotients(a.Sum, b.Sum, out long first, out long second)
            ? first < second ? a : b
            : throw new InvalidOperationException($"Neither of {a} and {b} is the smaller at all sizes.");
    }

    /// <summary>What it is at given sizes.</summary>
    public long At(Func<Symbol, long> sizes) => _open is null ? _number : _open.Evaluate(sizes);

    public bool Equals(Extent other) => _number == other._number && EqualityComparer<Polynomial?>.Default.Equals(_open, other._open);

    public override bool Equals(object? obj) => obj is Extent other && Equals(other);

    public override int GetHashCode() => _open?.GetHashCode() ?? _number.GetHashCode();

    public string ToString(string? format, IFormatProvider? provider) => ToString();

    public override string ToString() => _open?.ToString() ?? InvariantText.Of($"{_number}");

    private Polynomial Sum => _open ?? Polynomial.Of(_number);

    private long Number => _open is null ? _number : throw new InvalidOperationException($"A number is needed where the size {_open} is open.");
}

/// <summary>Something whose value is known when a network runs.</summary>
/// <param name="Name">What formulas call it.</param>
/// <param name="Typical">The value that costs are counted at.</param>
internal sealed record Symbol(string Name, long Typical)
{
    /// <summary>Rows of the input.</summary>
    public static readonly Symbol Height = new("H", 128);

    /// <summary>Columns of the input.</summary>
    public static readonly Symbol Width = new("W", 128);

    /// <summary>Cells of an input sequence.</summary>
    public static readonly Symbol Length = new("L", 1024);
}
