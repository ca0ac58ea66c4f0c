namespace Unfurl.Generator;

/// <summary>A loop nest with its parameters: what a method is emitted from.</summary>
/// <param name="Name">Wanted name of the method.</param>
/// <param name="Formula">What it computes, one or more lines above the method.</param>
/// <param name="Parameters">Its parameters in order.</param>
/// <param name="Widths">Whether it exists per vector width, or once for all.</param>
/// <param name="Body">Writes the plan.</param>
internal sealed record Kernel(
    string Name, string Formula, EquatableArray<KernelParameter> Parameters, bool Widths, Action<LoopBuilder> Body)
{
    /// <summary>Whether sizes reach it as constants of a type argument, so that the JIT compiles it for each layer: addresses become part of instructions.
    /// Otherwise they are arguments, and one compiled kernel serves all layers.</summary>
    public bool IsSpecialised { get; init; }

    /// <summary>About how many nanoseconds one thread takes for a sample: whether others are worth calling.</summary>
    public double Work { get; init; }

    /// <summary>What it was planned from: kernels with equal identities have equal plans, which spares planning them again. Null if not known.</summary>
    public object? Identity { get; init; }

    /// <summary>Who decides between tiles.</summary>
    public Choices Choices { get; init; } = Choices.None;

    /// <summary>How it sums, for the layer table; null where there is nothing to say.</summary>
    public Algorithm? Algorithm { get; init; }

    /// <summary>Whether equal inputs give equal bits at every vector width and in every batch, where multiply-adds are fused.</summary>
    public bool IsStrict { get; init; }

    public static readonly Pointer X = new("x");
    public static readonly Pointer Y = new("y");
    public static readonly LoopVariable Samples = new("samples");

    public IReadOnlyList<Statement> Plan(int lanes, int registers)
    {
        var builder = new LoopBuilder(lanes, registers, Parameters.Select(p => p.Name).Append("share")) { IsStrict = IsStrict, Choices = Choices };
        Body(builder);
        return builder.Statements;
    }
}

/// <summary>A kernel's parameter.</summary>
internal sealed record KernelParameter(string Name, ParameterKind Kind);

/// <summary>Types a kernel's parameter can have.</summary>
internal enum ParameterKind
{
    /// <summary>ref float.</summary>
    Floats,

    /// <summary>ref int.</summary>
    Integers,

    /// <summary>int.</summary>
    Count,

    /// <summary>float.</summary>
    Number,
}
