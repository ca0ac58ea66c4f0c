namespace Unfurl.Generator;

/// <summary>The open sizes as calls take them: none where all sizes are numbers.</summary>
internal sealed class SizeArguments(OpenSizes open)
{
    public IReadOnlyList<OpenSize> Sizes => open.Sizes;

    public bool Any => open.Any;

    /// <summary>As parameters in front of others: <c>int height, int width, </c>.</summary>
    public string Parameters => string.Concat(open.Sizes.Select(s => $"int {s.Name}, "));

    /// <summary>As arguments in front of others: <c>height, width, </c>.</summary>
    public string Arguments => string.Concat(open.Sizes.Select(s => s.Name + ", "));
}
