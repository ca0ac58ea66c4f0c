namespace Unfurl;

/// <summary>What training minimises: the mean of a loss over the batch.</summary>
/// <param name="kind">Which loss.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LossAttribute(Loss kind) : Attribute
{
    /// <summary>Which loss.</summary>
    public Loss Kind { get; } = kind;

    /// <summary>The named layer whose output it judges; the network's last value unless told. What only a loss reads, such as an auxiliary classifier, exists while
    /// training only.</summary>
    public string? From { get; set; }

    /// <summary>The factor before it is added to the other losses; default 1.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>Of Huber: the distance from the target at which the square becomes a straight line, greater than 0; default 1.</summary>
    public double Delta { get; set; } = 1;
}
