using Microsoft.CodeAnalysis.Text;
using Unfurl.Generator;
using Unfurl.Tests.Files;
using Unfurl.Tests.Harness;
using Unfurl.Tool;

namespace Unfurl.Tests.Tool;

/// <summary>What the tool writes is what the generator reads, and what another machine measured is not lost.</summary>
public sealed class ScheduleDocumentTests
{
    private static readonly KernelChoice
        s_algorithm = new(InstructionSet.All, "conv 3x3 s1 64x56x56 -> 64x56x56", "winograd run=98"),
        s_wide = new(InstructionSet.Avx512, "conv 3x3 s1 64x56x56 -> 64x56x56", "tile=4x6"),
        s_narrow = new(InstructionSet.Avx2, "dense 1024 -> 1000", "tile=4");

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        string text = ScheduleDocument.Write("Net", [s_narrow, s_wide, s_algorithm]);
        Assert.Equal("# Net\n[all]\nconv 3x3 s1 64x56x56 -> 64x56x56: winograd run=98\n\n[avx512]\nconv 3x3 s1 64x56x56 -> 64x56x56: tile=4x6\n\n[avx2]\ndense 1024 -> 1000: tile=4\n", text);
        ScheduleSpec read = ScheduleReader.Read("Net.schedule", SourceText.From(text));
        Assert.Equal([s_algorithm, s_wide, s_narrow], read.Choices);
        Assert.All(read.Lines, l => Assert.NotNull(l.Choice));
    }

    [Fact]
    public void TunedSectionsReplaceTheirOwnAlone()
    {
        KernelChoice other = s_wide with { Kernel = "dense 1 -> 2" };
        Assert.Equal([s_algorithm, s_narrow, other], ScheduleDocument.Merge([s_algorithm, s_wide, s_narrow], [other]));
    }

    [Fact]
    public void LinesThatWouldSayNothingGo()
    {
        NetworkSpec spec = GeneratorRun.Of("[Network(16, 8, 8, Mode = NetworkMode.Inference), Conv(32, 1), Conv(32, 3, Padding = 1)] public partial class Net;").Spec("Net");
        KernelChoice direct = new(InstructionSet.All, "conv 3x3 s1 32x8x8 -> 32x8x8", "direct"), tile = direct with { Set = InstructionSet.Avx512, Choice = "tile=2x1x7" };
        KernelChoice stale = tile with { Set = InstructionSet.Avx2, Choice = "tile=9x9x9" }, gone = tile with { Kernel = "dense 3 -> 4" };
        Assert.Equal([direct, tile], ScheduleDocument.Prune(spec, [direct, tile, stale, gone]));
    }

    [Fact]
    public void FilesAreReplacedWhole()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder["new"], "Net.schedule");
        Assert.Empty(ScheduleDocument.Read(path));
        ScheduleDocument.Save(path, ScheduleDocument.Write("Net", [s_wide]));
        ScheduleDocument.Save(path, ScheduleDocument.Write("Net", [s_narrow]));
        Assert.Equal([s_narrow], ScheduleDocument.Read(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }
}
