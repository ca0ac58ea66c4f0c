using System.Reflection;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Documentation;

/// <summary>The tables of the documentation say what the code does.</summary>
public sealed class LayerTableTests
{
    // The page each family's table stands on, between two marks.
    private static readonly Dictionary<Family, string> Pages = new()
    {
        [Family.Activation] = "activations.md",
        [Family.Pooling] = "pooling.md",
        [Family.Convolution] = "convolution.md",
        [Family.Arrangement] = "convolution.md",
        [Family.Normalization] = "normalization.md",
        [Family.Initialization] = "normalization.md",
    };

    public static TheoryData<string> Families => [.. Enum.GetNames<Family>()];

    [Theory, MemberData(nameof(Families))]
    public void TableIsUpToDate(string name)
    {
        string path = Path.Combine(Repository.Runtime, "docs", Pages[Enum.Parse<Family>(name)]), page = File.ReadAllText(path).ReplaceLineEndings("\n");
        string begin = $"<!-- {name} -->\n", end = $"<!-- end of {name} -->";
        int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, to = page.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= begin.Length && to >= from, $"{path} has no marks of {name}.");
        string table = LayerTable.Of(Enum.Parse<Family>(name));
        if (Environment.GetEnvironmentVariable("UNFURL_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, page[..from] + table + page[to..]);
        else
            Assert.Equal(table, page[from..to]);
    }

    // A branch computes nothing, and [Activation] what it is told.
    [Fact]
    public void EveryLayerIsInATable() => Assert.All(
        typeof(LayerAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract && t != typeof(BranchAttribute) && t != typeof(ActivationAttribute)),
        t => Assert.True(t.IsDefined(typeof(ReferenceAttribute)), t.Name));

    [Fact]
    public void EveryStartIsInATable() => Assert.All(Enum.GetNames<Init>(), n => Assert.True(typeof(Init).GetField(n)!.IsDefined(typeof(ReferenceAttribute)), n));
}
