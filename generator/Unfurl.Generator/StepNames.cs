namespace Unfurl.Generator;

/// <summary>Names of the pipeline's steps, shared with the tests that check caching.</summary>
internal static class StepNames
{
    public const string Specs = nameof(Specs);

    public const string Files = nameof(Files);

    public const string Clashes = nameof(Clashes);

    public static readonly string[] All = [Specs, Files, Clashes];
}
