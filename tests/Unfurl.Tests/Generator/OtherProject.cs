using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>A project that uses blocks of another one.</summary>
internal static class OtherProject
{
    /// <summary>What the generator and then the compiler say of the second project.</summary>
    /// <param name="library">Source of the first.</param>
    /// <param name="source">Source of the second.</param>
    /// <param name="compiled">Whether the second sees an assembly, as in a build, or source, as in an editor.</param>
    public static (Diagnostic[] Reported, Diagnostic[] Wrong) Run(string library, string source, bool compiled)
    {
        CSharpCompilation first = Compile("First", library);
        using var stream = new MemoryStream();
        Assert.True(first.Emit(stream).Success);
        MetadataReference reference = compiled ? MetadataReference.CreateFromImage(stream.ToArray()) : first.ToMetadataReference();
        CSharpCompilation second = Compile("Second", source).AddReferences(reference);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.Preview));
        GeneratorRunResult result = driver.RunGeneratorsAndUpdateCompilation(second, out Compilation output, out _).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return ([.. result.Diagnostics], [.. output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)]);
    }

    private static CSharpCompilation Compile(string name, string source)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        return CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source, options, name + ".cs"), CSharpSyntaxTree.ParseText("global using Unfurl;\n", options, name + "Usings.cs")],
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}
