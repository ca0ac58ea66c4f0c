using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>The examples of the pages fail and work as they say.</summary>
public sealed partial class DocumentationTests
{
    private const string Exempt = "<!-- no example -->";

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(d => d.Id).Where(id => !Page(id).Contains(Exempt, StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Ids))]
    public void FirstExampleFails(string id)
    {
        GeneratorRun run = GeneratorRun.Of(Example(id, 0), Files(id, 0));
        Diagnostic only = Assert.Single(run.Diagnostics.Concat(run.AnalyzerDiagnostics));
        Assert.Equal(id, only.Id);
        run.AssertCompilesForUsers();
    }

    [Theory, MemberData(nameof(Ids))]
    public void SecondExampleWorks(string id)
    {
        UserCompiler.Clean(Example(id, 1));
        Assert.Empty(GeneratorRun.Of(Example(id, 1), Files(id, 1)).Diagnostics);
    }

    [Fact]
    public void OnlyTheInternalErrorHasNoExample() =>
        Assert.Equal([Descriptors.Internal.Id], Descriptors.All.Select(d => d.Id).Where(id => Page(id).Contains(Exempt, StringComparison.Ordinal)));

    private static string Example(string id, int number)
    {
        MatchCollection examples = Fence().Matches(Page(id));
        Assert.Equal(2, examples.Count);
        return examples[number].Groups[1].Value;
    }

    // The header of the weights for network Tiny on pages about weights, or a schedule.
    private static AdditionalText[] Files(string id, int number)
    {
        MatchCollection headers = Header().Matches(Page(id)), schedules = Schedule().Matches(Page(id));
        return headers.Count > 0 ? [new WeightsHeader("Tiny", headers[number].Groups[1].Value)]
            : schedules.Count > 0 ? [new ScheduleText(schedules[number].Groups[1].Value, schedules[number].Groups[2].Value)]
            : [];
    }

    private static string Page(string id) => File.ReadAllText(Path.Combine(Repository.Docs, id + ".md")).ReplaceLineEndings("\n");

    [GeneratedRegex(@"```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Header();

    [GeneratedRegex(@"`(\w+\.schedule)` of\n\n```schedule\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Schedule();
}
