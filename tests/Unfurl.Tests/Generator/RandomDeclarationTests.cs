using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>Random declarations: a diagnostic or code that compiles, never an exception. 200 in the gate, UNFURL_RANDOM says otherwise.</summary>
public sealed class RandomDeclarationTests
{
    private const ulong Seed = 20260731;

    // One compilation for many networks: binding the framework costs more than they do.
    private const int Batch = 25;

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("UNFURL_RANDOM"), CultureInfo.InvariantCulture, out int n) ? n : 200;

    [Fact]
    public void AreReportedOrCompile()
    {
        string[] declarations = [.. RandomDeclaration.Attributes.Sample(Count, new Rnd(Seed), 50)];
        Assert.Equal(Count, declarations.Length);
        int wrong = 0;
        foreach (string[] batch in declarations.Chunk(Batch))
            wrong += Check(batch);

        // Otherwise only one half of the generator was looked at.
        Assert.InRange((double)wrong / declarations.Length, 0.15, 0.85);
    }

    private static int Check(string[] declarations)
    {
        string[] classes = [.. declarations.Select((d, i) => $"{d} public partial class N{i.ToString(CultureInfo.InvariantCulture)};")];
        GeneratorRun run = GeneratorRun.Of([string.Join("\n", classes), RandomDeclaration.Shared]);
        Expect.None(run.Diagnostics.Where(d => d.Id == "UNF0901").Select(d => d.GetMessage(CultureInfo.InvariantCulture) + Blame(classes, d)));
        Assert.Equal(declarations.Length, run.Files.Count());
        Expect.None(run.DiagnosticsForUsers().Select(d => d + Blame(classes, d)));
        return run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Location.GetLineSpan().StartLinePosition.Line).Distinct().Count();
    }

    // Emitted files are called after their class; messages about the generator too.
    private static string Blame(string[] classes, Diagnostic diagnostic) => "\n" + string.Join("\n", classes.Where((_, i) =>
        diagnostic.ToString().Contains($"N{i.ToString(CultureInfo.InvariantCulture)}.g.cs", StringComparison.Ordinal)
        || diagnostic.ToString().Contains($"'N{i.ToString(CultureInfo.InvariantCulture)}'", StringComparison.Ordinal)));
}
