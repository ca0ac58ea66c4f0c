using System.Globalization;
using Microsoft.CodeAnalysis;
using Unfurl.Generator;
using Unfurl.Tests.Generator.Errors;
using Unfurl.Tests.Generator.Warnings;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>Every id has a page, a test and a row.</summary>
public sealed class DescriptorTests
{
    public static TheoryData<string> Ids => [.. Descriptors.All.Select(d => d.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void HasAPage(string id)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Docs, id + ".md"));
        DiagnosticDescriptor descriptor = Descriptors.Get(id);
        Assert.StartsWith($"# {id}: {descriptor.Title.ToString(CultureInfo.InvariantCulture)}\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.EndsWith($"/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Ids))]
    public void HasARow(string id)
    {
        DiagnosticDescriptor descriptor = Descriptors.Get(id);
        string title = descriptor.Title.ToString(CultureInfo.InvariantCulture);
        Assert.Contains($"{id} | Unfurl | {descriptor.DefaultSeverity} | {title}, [documentation](../docs/{id}.md)", Repository.Rules, StringComparison.Ordinal);
    }

    [Fact]
    public void HasATest()
    {
        IEnumerable<DiagnosticCase> cases = [
            .. DeclarationErrors.Cases.Values, .. ShapeErrors.Cases.Values, .. ParameterErrors.Cases.Values, .. TrainingErrors.Cases.Values,
            TrainingWarnings.LossWithoutTraining, TrainingWarnings.FlatLayers,
        ];
        IEnumerable<GraphCase> graphs = [.. GraphErrors.Cases.Values, .. GraphWarnings.Cases.Values];

        // No declaration that we know of makes the generator fail.
        Assert.Equal([Descriptors.Internal.Id], Descriptors.All.Select(d => d.Id).Except([.. cases.SelectMany(c => c.Ids), .. graphs.SelectMany(c => c.Ids), .. WeightsErrors.Ids, .. ScheduleWarnings.Ids]));
    }

    [Fact]
    public void NoPageOrRowIsLeftOver()
    {
        string[] ids = [.. Descriptors.All.Select(d => d.Id)];
        Assert.Equal(ids, Directory.GetFiles(Repository.Docs, "UNF*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));
        Assert.Equal(ids, Repository.Rules.Split('\n').Where(l => l.StartsWith("UNF", StringComparison.Ordinal)).Select(l => l[..7]));
    }

    // What Roslyn's own rules RS1031 and RS1032 ask of titles and messages: one line, no space around it, no full stop behind a single sentence.
    [Theory, MemberData(nameof(Ids))]
    public void SpeaksInSingleSentences(string id)
    {
        DiagnosticDescriptor descriptor = Descriptors.Get(id);
        Assert.All(
            [descriptor.Title.ToString(CultureInfo.InvariantCulture), descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture)],
            text =>
            {
                Assert.Equal(text.Trim(), text);
                Assert.DoesNotContain('\n', text);
                Assert.DoesNotContain(". ", text, StringComparison.Ordinal);
                Assert.False(text.EndsWith('.'));
            });
    }
}
