namespace Unfurl.Tests.Files;

public sealed class AtomicFileTests
{
    private const string Number = "0123456789abcdef0123456789ABCDEF";

    [Fact]
    public void WhatTheDeadLeftIsRemovedAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        string[] others =
        [
            "a", "a.tmp", "a..tmp", $"a.{Number}.tmp.old", $"a.{Number[1..]}.tmp", $"a.x.{Number}.tmp", $"b.{Number}.tmp", $"{Number}.tmp",
        ];
        foreach (string name in (string[])[.. others, $"a.{Number}.tmp"])
            File.WriteAllText(folder[name], "");
        AtomicFile.RemoveAbandoned(folder["a"]);
        Assert.Equal(others.Order(StringComparer.Ordinal), folder.Names);
    }

    [Fact]
    public void WhatIsBeingWrittenStays()
    {
        using var folder = new TemporaryFolder();
        using var file = new AtomicFile(folder["a"]);
        AtomicFile.RemoveAbandoned(folder["a"]);
        file.Commit();
        Assert.Equal(["a"], folder.Names);
    }
}
