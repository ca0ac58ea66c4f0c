namespace Unfurl.Tests.Files;

public sealed class SafetensorsWriterTests
{
    private static readonly ParameterInfo[] Table =
    [
        new("conv1.weight", [2, 3], 0, 6, 0),
        new("scale \"ä\\\n", [], 16, 1, 0),
        new("none", [0, 4], 17, 0, 0),
    ];

    private static readonly float[] Values = [.. Enumerable.Range(0, 17).Select(i => i - 0.1f)];

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Save(folder["x"], Table, Values, new Dictionary<string, string> { ["z"] = "\u0001", ["a"] = "ü" });
        SafetensorsFile file = SafetensorsFile.Read(folder["x"]);
        Assert.Equal(Table.Select(tensor => tensor.Key), file.Entries.Select(entry => entry.Name));
        Assert.Equal([("a", "ü"), ("z", "\u0001")], file.Metadata.Select(pair => (pair.Key, pair.Value)));
        foreach (ParameterInfo tensor in Table)
        {
            float[] values = new float[tensor.Length];
            file.CopyTo(tensor.Key, values);
            Assert.Equal(Values[tensor.Offset..(tensor.Offset + tensor.Length)], values);
            Assert.Equal(tensor.Shape.Select(extent => (long)extent), file[tensor.Key].Shape);
        }
    }

    [Fact]
    public void TheDataStartsAlignedAndTheBytesRepeat()
    {
        using var folder = new TemporaryFolder();
        for (int length = 1; length <= 9; length++)
        {
            ParameterInfo[] table = [new(new string('k', length), [17], 0, 17, 0)];
            SafetensorsWriter.Save(folder["x"], table, Values);
            SafetensorsWriter.Save(folder["y"], table, Values);
            byte[] bytes = File.ReadAllBytes(folder["x"]);
            Assert.Equal(0, BitConverter.ToInt64(bytes) % 8);
            Assert.Equal(bytes, File.ReadAllBytes(folder["y"]));
        }
    }

    [Fact]
    public void ImpossibleTablesAreRefusedBeforeAnythingIsWritten()
    {
        using var folder = new TemporaryFolder();
        ParameterInfo[][] tables =
        [
            [new("a", [1], 0, 1, 0), new("a", [1], 1, 1, 0)],
            [new("__metadata__", [1], 0, 1, 0)],
            [new("a", [2], 0, 1, 0)],
            [new("a", [-1, -1], 0, 1, 0)],
            [new("a", [18], 0, 18, 0)],
            [new("a", [1], -1, 1, 0)],
        ];
        Assert.All(tables, table => Assert.Throws<ArgumentException>(() => SafetensorsWriter.Save(folder["x"], table, Values)));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void AFailedSaveLeavesTheOldFileAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x"], "old");
        using (var file = new AtomicFile(folder["x"]))
            file.Stream.Write("half"u8); // and then something throws: no commit
        Assert.Equal("old", File.ReadAllText(folder["x"]));
        Assert.Equal(["x"], folder.Names);
    }

    [Fact]
    public void ASaveThatCannotBeRenamedLeavesNothingBehind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["x"]);
        Assert.ThrowsAny<Exception>(() => SafetensorsWriter.Save(folder["x"], Table, Values));
        Assert.Equal(["x"], folder.Names);
        Assert.True(Directory.Exists(folder["x"]));
    }

    [Fact]
    public void SavingReplacesAnOldFileAndFollowsLinks()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x"], "old");
        if (!OperatingSystem.IsWindows()) // links need a privilege there
            File.CreateSymbolicLink(folder["link"], folder["x"]);
        SafetensorsWriter.Save(folder[OperatingSystem.IsWindows() ? "x" : "link"], Table, Values);
        Assert.True(SafetensorsFile.Read(folder["x"]).Contains("none"));
        Assert.DoesNotContain(folder.Names, name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }
}
