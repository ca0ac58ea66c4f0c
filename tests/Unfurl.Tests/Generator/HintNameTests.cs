using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>Generated files are named after their class, and Roslyn compares those names without regard to case.</summary>
public sealed class HintNameTests
{
    private const string Body = "[Network(4)] [Dense(2)]";

    [Fact]
    public void IsTheFullName() => Assert.Equal(
        ["A.B.LeNet.g.cs", "A.B.Outer.Tiny.g.cs"],
        Names($"namespace A.B; {Body} public partial class LeNet; public partial class Outer {{ {Body} public partial class Tiny; }}"));

    [Fact]
    public void NamesThatDifferOnlyInCaseBothGetAFile()
    {
        string one = $"{Body} public partial class LeNet;", two = $"{Body} public partial class Lenet;", third = $"{Body} public partial class Other;";
        string[] names = Names($"namespace A; {one} {two} {third}");
        Assert.Equal(3, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("A.Other.g.cs", names);
        Assert.Matches(@"^A\.LeNet\.[0-9a-f]{8}\.g\.cs$", names.Single(n => n.StartsWith("A.LeNet", StringComparison.Ordinal)));

        // Whichever comes first.
        Assert.Equal(names, Names($"namespace A; {third} {two} {one}"));
        GeneratorRun.Clean($"namespace A; {one} {two}");
    }

    private static string[] Names(string source) => [.. GeneratorRun.Of(source).Files.Select(f => f.HintName).Order(StringComparer.Ordinal)];
}
