using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Unfurl.Generator;

namespace Unfurl.Tests.Harness;

/// <summary>A run of the generator over some source text, with the checks every run must pass.</summary>
internal sealed class GeneratorRun
{
    private const string Usings = "global using Unfurl;\n";

    private readonly Compilation _output;
    private readonly GeneratorDriver _driver;

    private GeneratorRun(Compilation input, LanguageVersion version, IEnumerable<AdditionalText>? files = null, bool checksNull = true)
    {
        Version = version;
        _driver = CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()],
            files,
            parseOptions: new CSharpParseOptions(version),
            WeightsHeader.Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        _driver = _driver.RunGenerators(input);
        Input = input;
        Result = _driver.GetRunResult();
        Assert.Null(Result.Results.Single().Exception);

        // The blanket pragma spares users our warnings; here they are ours to see.
        _output = input.AddSyntaxTrees(Files.Select(f => CSharpSyntaxTree.ParseText(
            Checked(f.Text, checksNull), new CSharpParseOptions(version), f.HintName, System.Text.Encoding.UTF8)));
    }

    public LanguageVersion Version { get; }

    public Compilation Input { get; }

    public GeneratorDriverRunResult Result { get; }

    /// <summary>What the generator reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    public IEnumerable<(string HintName, string Text)> Files =>
        Result.Results.Single().GeneratedSources.Select(s => (s.HintName, s.SourceText.ToString()));

    /// <summary>Errors and warnings of user code and emitted code together.</summary>
    public IEnumerable<Diagnostic> CompilerDiagnostics => _output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning);

    /// <summary>Runs the generator; nothing is asserted yet.</summary>
    public static GeneratorRun Of(string source, LanguageVersion version = LanguageVersion.Preview) => Of([source], version);

    /// <summary>Runs it over a file in a project with other files: weights, schedules.</summary>
    public static GeneratorRun Of(string source, params AdditionalText[] files) => new(Parse([source], LanguageVersion.Preview), LanguageVersion.Preview, files);

    /// <summary>Runs it for what it writes to be run, not judged: the compiler does not follow nulls, which is a third of its work, and leaves other cores to other tests.</summary>
    public static GeneratorRun ToRun(string source, params AdditionalText[] files) =>
        new(Alone(Parse([source], LanguageVersion.CSharp13)), LanguageVersion.CSharp13, files, checksNull: false);

    /// <summary>Runs it over several files.</summary>
    public static GeneratorRun Of(IReadOnlyList<string> sources, LanguageVersion version = LanguageVersion.Preview) =>
        new(Parse(sources, version), version);

    /// <summary>Runs it and asserts: nothing reported, no error or warning in the output in C# 13 and what comes after it, all steps cached after an
    /// unrelated edit.</summary>
    public static GeneratorRun Clean(string source)
    {
        GeneratorRun run = Of(source);
        Assert.Empty(run.Diagnostics);
        run.AssertCompiles();
        run.AssertCached();
        GeneratorRun older = Of(source, LanguageVersion.CSharp13);
        older.AssertCompiles();
        return run;
    }

    public void AssertCompiles() => Expect.None(CompilerDiagnostics.Select(d => d.ToString()));

    /// <summary>After a file with nothing of ours is added, no named step may do anything new.</summary>
    public void AssertCached()
    {
        Compilation edited = Input.AddSyntaxTrees(CSharpSyntaxTree.ParseText("// unrelated", new CSharpParseOptions(Version)));
        GeneratorRunResult again = _driver.RunGenerators(edited).GetRunResult().Results.Single();
        foreach (string step in StepNames.All.Where(again.TrackedSteps.ContainsKey))
        {
            Assert.All(
                again.TrackedSteps[step].SelectMany(s => s.Outputs),
                o => Assert.True(o.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {o.Reason}"));
        }
    }

    /// <summary>The same driver over other source: what an edit makes of the steps.</summary>
    public GeneratorRunResult After(params string[] sources) => _driver.RunGenerators(Parse(sources, Version)).GetRunResult().Results.Single();

    /// <summary>The same driver with one file more, or another in the place of one: what that makes of the steps.</summary>
    public GeneratorRunResult After(AdditionalText file, AdditionalText? old = null) =>
        (old is null ? _driver.AddAdditionalTexts([file]) : _driver.ReplaceAdditionalText(old, file)).RunGenerators(Input).GetRunResult().Results.Single();

    /// <summary>What our analyzers say of the user's code and the emitted code.</summary>
    public IReadOnlyList<Diagnostic> AnalyzerDiagnostics => _output
        .WithAnalyzers([new LayersWithoutNetworkAnalyzer(), new ForeignBlockPartAnalyzer()])
        .GetAnalyzerDiagnosticsAsync()
        .GetAwaiter().GetResult();

    /// <summary>The compiled user code and emitted code.</summary>
    public Assembly Load() => Assembly.Load(Emit());

    /// <summary>The compiled user code and emitted code as a library.</summary>
    public byte[] Emit()
    {
        using var stream = new MemoryStream();
        var result = _output.Emit(stream);
        Assert.Equal([], result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()).Take(10));
        return stream.ToArray();
    }

    /// <summary>The spec the generator read for the class of that name.</summary>
    internal NetworkSpec Spec(string type) => Result.Results.Single().TrackedSteps[StepNames.Specs]
        .SelectMany(s => s.Outputs)
        .Select(o => (NetworkSpec)o.Value)
        .Single(s => s.Type.Name == type);

    private static CSharpCompilation Alone(CSharpCompilation compilation) => compilation.WithOptions(compilation.Options.WithConcurrentBuild(false));

    private static string Checked(string text, bool checksNull)
    {
        text = text.Replace("#pragma warning disable\n", "");
        return checksNull ? text : text.Replace("#nullable enable\n", "");
    }

    private static CSharpCompilation Parse(IReadOnlyList<string> sources, LanguageVersion version)
    {
        var options = new CSharpParseOptions(version);
        return CSharpCompilation.Create(
            "Networks",
            [
                .. sources.Select((text, i) => CSharpSyntaxTree.ParseText(text, options, i == 0 ? "Source.cs" : $"Source{i + 1}.cs", System.Text.Encoding.UTF8)),
                CSharpSyntaxTree.ParseText(Usings, options, "Usings.cs", System.Text.Encoding.UTF8),
            ],
            References.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
    }
}
