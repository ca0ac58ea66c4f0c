namespace Unfurl.Generator;

/// <summary>An integer expression in a loop plan: element offsets, loop bounds.</summary>
/// <remarks>Sizes that differ between layers are <see cref="Size"/>s, which kernels receive as constants of a type argument, so that
/// layers of other sizes can share the kernel's text.</remarks>
internal abstract record Index
{
    public static implicit operator Index(int value) => new Literal(value);

    public static Index operator +(Index a, Index b) => (a, b) switch
    {
        (Literal x, Literal y) => x.Value + y.Value,
        (Literal { Value: 0 }, _) => b,
        (_, Literal { Value: 0 }) => a,
        (Binary { Operator: "+", Right: Literal x } s, Literal y) => s.Left + (x.Value + y.Value),
        (_, Binary { Operator: "+", Right: Literal } s) => a + s.Left + s.Right,
        _ => new Binary("+", a, b),
    };

    public static Index operator -(Index a, Index b) => (a, b) switch
    {
        (Literal x, Literal y) => x.Value - y.Value,
        (_, Literal y) => a + (-y.Value),
        _ => new Binary("-", a, b),
    };

    public static Index operator *(Index a, Index b) => (a, b) switch
    {
        (Literal x, Literal y) => x.Value * y.Value,
        (Literal { Value: 0 }, _) or (_, Literal { Value: 0 }) => 0,
        (Literal { Value: 1 }, _) => b,
        (_, Literal { Value: 1 }) => a,
        (Literal, not Literal) => new Binary("*", b, a),
        _ => new Binary("*", a, b),
    };

    public static Index operator /(Index a, Index b) => (a, b) switch
    {
        (Literal x, Literal y) => x.Value / y.Value,
        (_, Literal { Value: 1 }) => a,
        _ => new Binary("/", a, b),
    };

    public static Index operator %(Index a, Index b) => (a, b) switch
    {
        (Literal x, Literal y) => x.Value % y.Value,
        (_, Literal { Value: 1 }) => 0,
        _ => new Binary("%", a, b),
    };

    public static Index Min(Index a, Index b) => (a, b) is (Literal x, Literal y) ? Math.Min(x.Value, y.Value) : new Binary("min", a, b);

    public static Index Max(Index a, Index b) => (a, b) is (Literal x, Literal y) ? Math.Max(x.Value, y.Value) : new Binary("max", a, b);
}

/// <summary>A number that stands in the kernel's text.</summary>
internal sealed record Literal(int Value) : Index;

/// <summary>A number the kernel receives as a constant: same name, other value for another layer.</summary>
internal sealed record Size(string Name, Extent Value) : Index;

/// <summary>A loop variable or an integer argument.</summary>
internal sealed record LoopVariable(string Name) : Index;

/// <summary>An integer read from memory: a class label.</summary>
internal sealed record LoadInteger(Pointer Pointer, Index Offset) : Index;

/// <summary>A whole number that stands in memory as a float.</summary>
internal sealed record LoadWhole(Pointer Pointer, Index Offset) : Index;

/// <summary>An operator: + - * / % min max.</summary>
internal sealed record Binary(string Operator, Index Left, Index Right) : Index;
