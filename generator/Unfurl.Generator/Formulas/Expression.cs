using System.Globalization;

namespace Unfurl.Generator;

/// <summary>A formula over named variables. Equal formulas are equal, whatever objects they are made of.</summary>
internal abstract record Expression
{
    /// <summary>Beyond that nothing is counted.</summary>
    public const int Countless = 1_000_000;

    public static readonly Expression X = new Variable("x");
    public static readonly Expression Zero = new Number(0);
    public static readonly Expression One = new Number(1);

    public static Expression operator +(Expression a, Expression b) => new Call("+", a, b);

    public static Expression operator -(Expression a, Expression b) => new Call("-", a, b);

    public static Expression operator *(Expression a, Expression b) => new Call("*", a, b);

    public static Expression operator /(Expression a, Expression b) => new Call("/", a, b);

    /// <summary>The same formula with every occurrence of a term replaced.</summary>
    public abstract Expression Replace(Expression term, Expression by);

    /// <summary>Whether a variable occurs.</summary>
    public abstract bool Mentions(string variable);

    /// <summary>How many functions it calls whose vector code is long: exp, tanh, erf and their like.</summary>
    public virtual int Transcendentals => 0;

    /// <summary>How many numbers, variables and functions it is made of, equal ones counted each time.</summary>
    public virtual int Size => 1;
}

/// <summary>A constant.</summary>
internal sealed record Number(double Value) : Expression
{
    public override Expression Replace(Expression term, Expression by) => Equals(term) ? by : this;

    public override bool Mentions(string variable) => false;

    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A variable: x, the gradient dy, a constant that is learned.</summary>
internal sealed record Variable(string Name) : Expression
{
    public override Expression Replace(Expression term, Expression by) => Equals(term) ? by : this;

    public override bool Mentions(string variable) => Name == variable;

    public override string ToString() => Name;
}

/// <summary>A function or operator applied to arguments; which exist, and what they mean, stands in <see cref="FormulaFunctions"/>.</summary>
internal sealed record Call(string Function, EquatableArray<Expression> Arguments) : Expression
{
    // Shared subterms are found by comparing all with all.
    private readonly int _hash = unchecked((StringComparer.Ordinal.GetHashCode(Function) * 31) + Arguments.GetHashCode());

    public Call(string function, params Expression[] arguments)
        : this(function, new EquatableArray<Expression>(arguments))
    {
    }

    public override int Transcendentals { get; } = Counted((FormulaFunctions.Find(Function)!.IsLong ? 1 : 0) + Arguments.Sum(a => (long)a.Transcendentals));

    public override int Size { get; } = Counted(1 + Arguments.Sum(a => (long)a.Size));

    public override Expression Replace(Expression term, Expression by) =>
        Equals(term) ? by : new Call(Function, Arguments.Select(a => a.Replace(term, by)).ToEquatable());

    public override bool Mentions(string variable) => Arguments.Any(a => a.Mentions(variable));

    public bool Equals(Call? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Function == other.Function && Arguments.Equals(other.Arguments));

    public override int GetHashCode() => _hash;

    public override string ToString() => FormulaText.Of(this);

    private static int Counted(long number) => (int)Math.Min(number, Countless);
}
