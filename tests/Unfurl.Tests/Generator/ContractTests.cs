using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unfurl.CompilerServices;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>Emitted code names the contract it was made for: against a runtime that no longer serves it, it does not compile.</summary>
public sealed class ContractTests
{
    private const string Source = "[Network(4)] [Dense(2)] public partial class Tiny;";

    [Fact]
    public void CodeForAnotherRuntimeDoesNotCompile()
    {
        GeneratorRun run = GeneratorRun.Clean(Source);
        string text = run.Files.Single().Text, served = $"{nameof(EmittedCode)}.{typeof(EmittedCode).GetFields().Single().Name};";
        Assert.Contains(served, text, StringComparison.Ordinal);
        Assert.Equal([], Errors(run, text));
        Assert.Equal(["CS0117"], Errors(run, text.Replace(served, $"{nameof(EmittedCode)}.Version999;", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Errors(GeneratorRun run, string emitted) => run.Input
        .AddSyntaxTrees(CSharpSyntaxTree.ParseText(emitted, new CSharpParseOptions(run.Version)))
        .GetDiagnostics()
        .Where(d => d.Severity == DiagnosticSeverity.Error)
        .Select(d => d.Id);
}
