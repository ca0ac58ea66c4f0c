using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>The compiler calls the parameters of a block unread: the generator reads them.</summary>
public sealed class BlockParameterSuppressorTests
{
    private const string Block = "[Dense(nameof(n)), ReLU] public sealed class HiddenAttribute(int n, int unused) : BlockAttribute;";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ParametersOfABlockAreRead(bool warningsAreErrors)
    {
        Assert.NotEmpty(Plain(Block, warningsAreErrors));
        Assert.Empty(await Analyzed(Block, warningsAreErrors));
    }

    [Theory]
    [InlineData("[Dense(nameof(n))] public class AAttribute(int n) : BlockAttribute; public sealed class BAttribute(int m) : AAttribute(3);")]
    [InlineData("public class Outer { [Dense(\"n\")] public sealed class AAttribute(int n) : BlockAttribute; }")]
    [InlineData("[Dense(\"n\")] public sealed class AAttribute<T>(int n) : BlockAttribute;")]
    [InlineData("[Dense(\"n\")] public sealed class AAttribute(int n = 4) : BlockAttribute { public int X => 3; }")]
    [InlineData("[Formula(\"n * x\")] public sealed class AAttribute(int n) : ActivationAttribute;")]
    public async Task WhereverTheBlockStands(string source)
    {
        Assert.NotEmpty(Plain(source));
        Assert.Empty(await Analyzed(source));
    }

    [Theory]
    [InlineData("public sealed class Plain(int n);")]
    [InlineData("public sealed class PlainAttribute(int n) : System.Attribute;")]
    [InlineData("public sealed class OddAttribute(int n) : LayerAttribute;")]
    [InlineData("namespace Mine { public abstract class BlockAttribute : System.Attribute; public sealed class AAttribute(int n) : BlockAttribute; }")]
    [InlineData("public sealed class AAttribute : BlockAttribute { private sealed class Inner(int n); }")]
    public async Task OtherClassesAreStillTold(string source)
    {
        Assert.Equal(["CS9113"], Plain(source).Select(d => d.Id));
        Assert.Equal(["CS9113"], (await Analyzed(source)).Select(d => d.Id));
    }

    [Fact]
    public async Task OnlyTheBlockOfTwoClassesIsSpared() =>
        Assert.Equal("other", GraphCase.Underlined(Assert.Single(await Analyzed(Block + " public sealed class Plain(int other);")).Location));

    private static IEnumerable<Diagnostic> Plain(string source, bool warningsAreErrors = false) => Warnings(Compile(source, warningsAreErrors).GetDiagnostics());

    private static async Task<IEnumerable<Diagnostic>> Analyzed(string source, bool warningsAreErrors = false) => Warnings(await Compile(source, warningsAreErrors)
        .WithAnalyzers([new BlockParameterSuppressor(), new LayersWithoutNetworkAnalyzer(), new ForeignBlockPartAnalyzer()])
        .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken));

    private static IEnumerable<Diagnostic> Warnings(IEnumerable<Diagnostic> all) => all.Where(d => d.Severity >= DiagnosticSeverity.Warning);

    private static Compilation Compile(string source, bool warningsAreErrors)
    {
        Compilation input = GeneratorRun.Of(source).Input;
        return warningsAreErrors ? input.WithOptions(((CSharpCompilationOptions)input.Options).WithGeneralDiagnosticOption(ReportDiagnostic.Error)) : input;
    }
}
