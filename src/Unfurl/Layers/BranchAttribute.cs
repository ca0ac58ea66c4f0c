namespace Unfurl;

/// <summary>Starts a branch. The first one after the start or after a join forks at the current value; each further one starts again from there. A
/// branch without layers is the value itself. A join closes them all: <see cref="ConcatAttribute"/>, <see cref="AddAttribute"/>,
/// <see cref="MultiplyAttribute"/>.</summary>
/// <remarks>With <c>From</c> the branch starts at a named layer instead.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BranchAttribute : LayerAttribute;
