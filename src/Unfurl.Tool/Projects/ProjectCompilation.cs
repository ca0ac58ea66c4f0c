using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Unfurl.Tool;

/// <summary>A project as the compiler would see it: its sources and references, and the files beside them.</summary>
/// <remarks>MSBuild says what it would call the compiler with, and does not call it: whatever a project does in its files is respected, and what it references is built.</remarks>
/// <param name="Compilation">Sources and references, without what generators add.</param>
/// <param name="Schedules">The schedule files that the build would hand to the generator.</param>
internal sealed record ProjectCompilation(CSharpCompilation Compilation, IReadOnlyList<string> Schedules)
{
    // The last makes the compiler's target run although nothing changed. Properties reach referenced projects too, which are built before.
    private static readonly string[] Ask =
    [
        "--no-restore", "-target:Compile", "-getItem:CscCommandLineArgs", "-property:BuildProjectReferences=false",
        "-property:ProvideCommandLineArgs=true", "-property:SkipCompilerExecution=true", "-property:NonExistentFile=__none__",
    ];

    /// <summary>Reads a project.</summary>
    /// <param name="project">A project file.</param>
    /// <param name="configuration">Debug or Release: of what it references, too.</param>
    /// <exception cref="ToolException">MSBuild does not get that far.</exception>
    public static ProjectCompilation Read(string project, string configuration)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(project))!;
        CSharpCommandLineArguments arguments = CSharpCommandLineParser.Default.Parse(CompilerArguments(project, configuration), folder, sdkDirectory: null);

        // The newest words this compiler knows: networks are all that is read, and a newer project's other words are no concern here.
        CSharpParseOptions parsing = arguments.ParseOptions.WithLanguageVersion(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            arguments.CompilationName ?? Path.GetFileNameWithoutExtension(project),
            arguments.SourceFiles.Where(f => File.Exists(f.Path)).Select(f => Parse(f.Path, parsing)),
            arguments.MetadataReferences.Where(r => File.Exists(r.Reference)).Select(r => MetadataReference.CreateFromFile(r.Reference, r.Properties)),
            arguments.CompilationOptions);
        string[] schedules = [.. arguments.AdditionalFiles.Select(f => f.Path).Where(path => path.EndsWith(".schedule", StringComparison.OrdinalIgnoreCase))];
        return new ProjectCompilation(compilation, schedules);
    }

    /// <summary>The project of a folder, or the project itself.</summary>
    /// <exception cref="ToolException">There is none, or several.</exception>
    public static string Find(string path)
    {
        if (File.Exists(path))
            return path;
        if (!Directory.Exists(path))
            throw new ToolException($"There is no project or folder '{path}'.");
        string[] found = Directory.GetFiles(path, "*.csproj");
        return found switch
        {
            [var only] => only,
            [] => throw new ToolException($"There is no C# project in '{Path.GetFullPath(path)}'; name one with --project."),
            _ => throw new ToolException($"There are {found.Length} projects in '{Path.GetFullPath(path)}': {string.Join(", ", found.Select(Path.GetFileName))}; name one with --project."),
        };
    }

    private static SyntaxTree Parse(string path, CSharpParseOptions parsing)
    {
        using FileStream stream = File.OpenRead(path);
        return CSharpSyntaxTree.ParseText(SourceText.From(stream), parsing, path);
    }

    private static ImmutableArray<string> CompilerArguments(string project, string configuration)
    {
        Build(project, configuration, []);
        using var json = JsonDocument.Parse(Build(project, configuration, Ask));
        return [.. json.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => Unquoted(item.GetProperty("Identity").GetString()!))];
    }

    private static string Build(string project, string configuration, string[] more)
    {
        var start = new ProcessStartInfo("dotnet", ["build", project, "-nologo", "-verbosity:quiet", "--configuration", configuration, .. more]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new ToolException("The .NET SDK does not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new ToolException($"{project} does not build:\n{output}{errors.Result}");
        return output;
    }

    // As in a response file: quotes hold a path with spaces together.
    private static string Unquoted(string argument) => argument.Replace("\"", "");
}
