namespace Unfurl;

/// <summary>How fresh values of a tensor lie around its initial value.</summary>
public enum InitialDistribution
{
    /// <summary>Uniform within the bound.</summary>
    Uniform,

    /// <summary>Normal, the bound being its standard deviation.</summary>
    Normal,

    /// <summary>Orthogonal rows, or columns if those are fewer, the bound being their length.</summary>
    Orthogonal,
}
