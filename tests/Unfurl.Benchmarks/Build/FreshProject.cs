using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Unfurl.Benchmarks;

/// <summary>A project in a temporary folder that holds one network and nothing else; disposing deletes it.</summary>
internal sealed partial class FreshProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unfurl-build-").FullName;

    /// <summary>Writes the project; it takes library and generator as they lie beside this program.</summary>
    public FreshProject(Declaration declaration)
    {
        File.WriteAllText(Path.Combine(_folder, $"{declaration.Name}.cs"), declaration.Text);
        File.WriteAllText(Path.Combine(_folder, "Fresh.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(INetwork).Assembly.Location}" />
                <Analyzer Include="{typeof(Generator.NetworkGenerator).Assembly.Location}" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>Restores it and returns how long that took.</summary>
    public TimeSpan Restore() => Run("restore").Time;

    /// <summary>Builds it and returns how long that took, and how long the generator did by the compiler's own report.
    /// No server takes part: none is warm, and none is left behind.</summary>
    public (TimeSpan Time, TimeSpan Generator) Build()
    {
        (TimeSpan time, string output) = Run(
            "build", "-c", "Release", "--no-restore", "--disable-build-servers", "-verbosity:detailed", "-property:ReportAnalyzer=true");
        return GeneratorTime().Match(output) is { Success: true } line
            ? (time, TimeSpan.FromSeconds(double.Parse(line.Groups["seconds"].Value, CultureInfo.InvariantCulture)))
            : throw new BuildException($"The compiler does not say how long the generator took:\n{output}");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Time in seconds, percent, and the name of the generator or of its assembly.
    [GeneratedRegex(@"(?<seconds>[0-9]+\.[0-9]+)\s+<?[0-9]+\s+Unfurl\.Generator\.NetworkGenerator\s")]
    private static partial Regex GeneratorTime();

    private (TimeSpan Time, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _folder,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        TimeSpan time = Stopwatch.GetElapsedTime(begin);
        return process.ExitCode == 0 ? (time, output) : throw new BuildException($"dotnet {arguments[0]} failed:\n{output}");
    }
}
