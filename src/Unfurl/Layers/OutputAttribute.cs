namespace Unfurl;

/// <summary>An output of a network that has several, or one that is not its last value. <c>Forward</c> takes their spans in declared order, behind the
/// inputs.</summary>
/// <param name="name">The name of the span.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute(string name) : Attribute
{
    /// <summary>The name of the span.</summary>
    public string Name { get; } = name;

    /// <summary>The named layer it shows; the network's last value unless told.</summary>
    public string? From { get; set; }
}
