namespace Unfurl;

/// <summary>What a running mean that began at 0 lacks after t steps: 1 - beta^t.</summary>
/// <remarks>Products rather than Math.Pow, whose last bit differs between machines.</remarks>
/// <param name="beta">Share of the mean that is kept at every step.</param>
internal struct BiasCorrection(double beta)
{
    private double _power = 1;

    /// <summary>Share of the mean that is kept at every step.</summary>
    public double Beta { get; } = beta;

    /// <summary>1 - beta^t.</summary>
    public readonly double Value => 1 - _power;

    /// <summary>Goes on by one step.</summary>
    public void Next() => _power *= Beta;

    /// <summary>Goes to a step, by the same products.</summary>
    public void GoTo(long step)
    {
        _power = 1;
        for (long i = 0; i < step && _power != 0; i++)
            Next();
    }
}
