using Microsoft.CodeAnalysis;

namespace Unfurl.Tests.Harness;

/// <summary>What a user's project references: the framework the tests run on, and the runtime library.</summary>
internal static class References
{
    public static readonly IReadOnlyList<MetadataReference> All =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
        .Append(typeof(INetwork).Assembly.Location)
        .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p))
        .ToArray();
}
