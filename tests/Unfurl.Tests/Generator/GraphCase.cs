using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>A declaration with blocks and everything that is expected to be said about it. <c>{|use:Stem(2)|}</c> marks the use of a block, which a mistake inside
/// the block shows beside its own place.</summary>
/// <param name="Code">Source with <see cref="Markup"/>.</param>
/// <param name="Messages">The message of each mark that is no use, in order.</param>
internal sealed record GraphCase(string Code, params string[] Messages)
{
    private const string Use = "use";

    public IEnumerable<string> Ids => Markup.Parse(Code).Marks.Select(m => m.Id).Where(id => id != Use);

    public void Check()
    {
        Markup markup = Markup.Parse(Code);
        Marked[] marks = [.. markup.Marks.Where(m => m.Id != Use)];
        Assert.Equal(marks.Length, Messages.Length);
        GeneratorRun run = GeneratorRun.Of(markup.Source);
        Diagnostic[] reported = [.. run.Diagnostics.Concat(run.AnalyzerDiagnostics).OrderBy(d => d.Location.SourceSpan.Start)];
        Assert.Equal(
            marks.Select((m, i) => $"{m.Id} at {m.Start} '{m.Text}': {Messages[i]}"),
            reported.Select(d => $"{d.Id} at {d.Location.SourceSpan.Start} '{Underlined(d.Location)}': {d.GetMessage(CultureInfo.InvariantCulture)}"));
        Assert.All(reported, d => Assert.Equal(
            markup.Marks.Where(m => m.Id == Use).Select(m => $"{m.Start} '{m.Text}'"),
            d.AdditionalLocations.Select(l => $"{l.SourceSpan.Start} '{Underlined(l)}'")));
        run.AssertCached();
        run.AssertCompilesForUsers();
    }

    public static string Underlined(Location location) => location.SourceTree?.GetText().ToString(location.SourceSpan) ?? "";
}

/// <summary>What a compiler says that has our analyzers and suppressors, as a user's has.</summary>
internal static class UserCompiler
{
    private const string UnreadParameter = "CS9113";

    /// <summary>Errors and warnings of user code and emitted code together, but for what our suppressor knows better.</summary>
    public static IEnumerable<Diagnostic> DiagnosticsForUsers(this GeneratorRun run)
    {
        Diagnostic[] plain = [.. run.CompilerDiagnostics];

        // The user's own files declare the blocks; binding everything once more would only cost time.
        return plain.All(d => d.Id != UnreadParameter)
            ? plain
            : plain.Where(d => d.Id != UnreadParameter).Concat(Analyzed(run.Input).Where(d => d.Id == UnreadParameter));
    }

    public static void AssertCompilesForUsers(this GeneratorRun run) => Expect.None(run.DiagnosticsForUsers().Select(d => d.ToString()));

    /// <summary>As <see cref="GeneratorRun.Clean"/>.</summary>
    public static GeneratorRun Clean(string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        Expect.None(run.Diagnostics.Concat(run.AnalyzerDiagnostics).Select(d => d.ToString()));
        run.AssertCompilesForUsers();
        run.AssertCached();
        GeneratorRun.Of(source, Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13).AssertCompilesForUsers();
        return run;
    }

    /// <summary>All diagnostics of a compilation with our suppressor at work.</summary>
    public static IEnumerable<Diagnostic> Analyzed(Compilation compilation) => compilation
        .WithAnalyzers([new BlockParameterSuppressor()])
        .GetAllDiagnosticsAsync()
        .GetAwaiter().GetResult();
}
