namespace Unfurl.Generator;

/// <summary>How a layer says its weight starts.</summary>
/// <param name="Kind">The distribution, as the attribute names it.</param>
/// <param name="CountsOutputs">Whether fan out is counted instead of fan in.</param>
/// <param name="Gain">The gain, or null for the one the kind implies.</param>
/// <param name="Value">What a constant is.</param>
internal sealed record Initialization(InitKind Kind, bool CountsOutputs, double? Gain, double Value)
{
    public static readonly Initialization LeCunNormal = new(InitKind.LeCunNormal, CountsOutputs: false, null, 0);

    /// <summary>Whether it is scaled by a number for each side of a matrix.</summary>
    public bool NeedsMatrix => Kind is not (InitKind.Constant or InitKind.Zeros);
}

/// <summary>The library's enum Init, number by number.</summary>
internal enum InitKind
{
    Default,
    KaimingNormal,
    KaimingUniform,
    XavierNormal,
    XavierUniform,
    LeCunNormal,
    LeCunUniform,
    Orthogonal,
    Constant,
    Zeros,
}
