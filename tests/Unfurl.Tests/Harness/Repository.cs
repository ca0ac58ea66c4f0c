using System.Runtime.CompilerServices;

namespace Unfurl.Tests.Harness;

/// <summary>Files of this repository that tests hold against the code.</summary>
internal static class Repository
{
    public static string Runtime => Path.Combine(Root(), "src", "Unfurl");

    /// <summary>The page for those who come from PyTorch.</summary>
    public static string PyTorchPage => File.ReadAllText(Path.Combine(Runtime, "docs", "pytorch.md"));

    public static string Docs => Path.Combine(Root(), "generator", "docs");

    /// <summary>Declarations of well-known networks.</summary>
    public static string Declarations => Path.Combine(Root(), "tests", "Unfurl.Benchmarks", "Declarations");

    public static string Rules => File.ReadAllText(Path.Combine(Root(), "generator", "Unfurl.Generator", "AnalyzerReleases.Shipped.md"))
        + File.ReadAllText(Path.Combine(Root(), "generator", "Unfurl.Generator", "AnalyzerReleases.Unshipped.md"));

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
