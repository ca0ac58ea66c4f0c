namespace Unfurl.Generator;

/// <summary>A floating-point expression of a loop plan, over <paramref name="Lanes"/> numbers at once; 1 is a scalar.</summary>
/// <remarks>Says what is computed, not how it is spelled: the same plan becomes 512, 256 and 128 bits.</remarks>
internal abstract record Lane(int Lanes)
{
    public static Lane operator +(Lane a, Lane b) => new LaneCall("add", a.Lanes, a, b);

    public static Lane operator -(Lane a, Lane b) => new LaneCall("subtract", a.Lanes, a, b);

    public static Lane operator *(Lane a, Lane b) => new LaneCall("multiply", a.Lanes, a, b);

    public static Lane operator /(Lane a, Lane b) => new LaneCall("divide", a.Lanes, a, b);

    /// <summary>a * b + c.</summary>
    public static Lane Fma(Lane a, Lane b, Lane c) => new LaneCall("fma", a.Lanes, a, b, c);

    /// <summary>The larger of two, NaN if either is; the second of two equal ones.</summary>
    public static Lane Max(Lane a, Lane b) => new LaneCall("max", a.Lanes, a, b);

    /// <summary><paramref name="yes"/> where the comparison (&lt; &lt;= &gt; &gt;= ==) holds.</summary>
    public static Lane Where(string comparison, Lane a, Lane b, Lane yes, Lane no) => new LaneCall("where" + comparison, yes.Lanes, a, b, yes, no);

    /// <summary>The first <paramref name="count"/> lanes of <paramref name="value"/>, then those of <paramref name="rest"/>.</summary>
    public static Lane First(Index count, Lane value, Lane rest) => new LaneFirst(count, value, rest);

    /// <summary>A function of one argument: those of formulas, negate, sum and maximum across lanes.</summary>
    public static Lane Of(string function, Lane a) => new LaneCall(function, function is "sum" or "maximum" ? 1 : a.Lanes, a);
}

/// <summary>A local variable.</summary>
internal sealed record LaneLocal(string Name, int Lanes) : Lane(Lanes);

/// <summary>Consecutive floats; with <paramref name="Step"/> 2, every second one.</summary>
internal sealed record LaneLoad(Pointer Pointer, Index Offset, int Lanes, int Step = 1) : Lane(Lanes);

/// <summary>One number in every lane.</summary>
internal sealed record LaneSpread(Lane Scalar, int Lanes) : Lane(Lanes);

/// <summary>A constant in every lane.</summary>
internal sealed record LaneConstant(float Value, int Lanes) : Lane(Lanes);

/// <summary>A float argument of the kernel, a scalar.</summary>
internal sealed record LaneArgument(string Name) : Lane(1);

/// <summary>An operation on lanes.</summary>
internal sealed record LaneCall(string Function, int Lanes, EquatableArray<Lane> Arguments) : Lane(Lanes)
{
    public LaneCall(string function, int lanes, params Lane[] arguments)
        : this(function, lanes, new EquatableArray<Lane>(arguments))
    {
    }

}

/// <summary>The first lanes of one value, the rest of another.</summary>
internal sealed record LaneFirst(Index Count, Lane Value, Lane Rest) : Lane(Value.Lanes);

/// <summary>An integer as a float, a scalar.</summary>
internal sealed record LaneInteger(Index Value) : Lane(1);
