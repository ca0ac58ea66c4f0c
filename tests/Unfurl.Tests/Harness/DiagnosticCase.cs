using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Unfurl.Tests.Harness;

/// <summary>A declaration and everything that is expected to be said about it: ids, underlined text, full messages.</summary>
/// <param name="Code">Source with <see cref="Markup"/>.</param>
/// <param name="Messages">The message of each mark, in order.</param>
internal sealed record DiagnosticCase(string Code, params string[] Messages)
{
    /// <summary>False where C# itself must complain as well, since no code can be added to the class.</summary>
    public bool Compiles { get; init; } = true;

    public IEnumerable<string> Ids => Markup.Parse(Code).Marks.Select(m => m.Id);

    public void Check()
    {
        Markup markup = Markup.Parse(Code);
        Assert.Equal(markup.Marks.Count, Messages.Length);
        GeneratorRun run = GeneratorRun.Of(markup.Source);
        IEnumerable<Diagnostic> reported = run.Diagnostics.Concat(run.AnalyzerDiagnostics)
            .OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal);
        Assert.Equal(
            markup.Marks.Select((m, i) => $"{m.Id} at {m.Start} '{m.Text}': {Messages[i]}"),
            reported.Select(d => $"{d.Id} at {d.Location.SourceSpan.Start} '{Underlined(d)}': {d.GetMessage(CultureInfo.InvariantCulture)}"));
        run.AssertCached();
        if (Compiles)
            run.AssertCompiles();
    }

    private static string Underlined(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? "";
}
