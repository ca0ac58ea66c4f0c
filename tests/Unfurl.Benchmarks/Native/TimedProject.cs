using System.Diagnostics;
using System.Reflection;

namespace Unfurl.Benchmarks;

/// <summary>A program in a temporary folder that times declared networks on request, natively compiled or not; disposing deletes it.</summary>
internal sealed class TimedProject : IDisposable
{
    private const string Name = "Timed";

    private readonly string _folder = Directory.CreateTempSubdirectory("unfurl-native-").FullName;

    /// <summary>Writes the project.</summary>
    /// <param name="networks">What it can time.</param>
    /// <exception cref="BuildException">The library's sources are not above this program.</exception>
    public TimedProject(IReadOnlyList<Declaration> networks)
    {
        string library = SourceTree.Find("src", "Unfurl"), generator = SourceTree.Find("generator", "Unfurl.Generator");
        foreach (Declaration network in networks)
            Write($"{network.Name}.cs", network.ForInference().Text);
        using var program = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("TimedProgram")!);
        Write("Program.cs", program.ReadToEnd());
        Write("Networks.cs", $$"""
            using Unfurl;

            internal static class Networks
            {
                public static INetwork Create(string name) => name switch
                {
            {{string.Concat(networks.Select(n => $"        \"{n.Name}\" => new {n.Name}(seed: 1),\n"))}}        _ => throw new ArgumentException(name),
                };
            }
            """);
        Write($"{Name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <TargetFramework Condition="'$(Native)' != ''">$(Native)</TargetFramework>
                <PublishAot Condition="'$(Native)' != ''">true</PublishAot>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{library}/Unfurl.csproj" />
                <ProjectReference Include="{generator}/Unfurl.Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
              <Import Project="{library}/build/Unfurl.props" />
              <Import Project="{library}/build/Unfurl.targets" />
            </Project>
            """);
    }

    /// <summary>Publishes it natively and starts it.</summary>
    /// <param name="framework">Target framework, such as net9.0.</param>
    /// <param name="instructionSet">What it is compiled for, as <c>UnfurlInstructionSet</c> spells it.</param>
    /// <exception cref="BuildException">It does not publish.</exception>
    public TimedProcess StartNative(string framework, string instructionSet)
    {
        string folder = Publish(instructionSet, $"-p:Native={framework}", $"-p:UnfurlInstructionSet={instructionSet}");
        return new TimedProcess(Path.Combine(folder, Name), []);
    }

    /// <summary>Builds it and starts it under the JIT.</summary>
    /// <param name="environment">Variables that restrict its instruction set.</param>
    /// <exception cref="BuildException">It does not build.</exception>
    public TimedProcess StartJit(params (string Name, string Value)[] environment) => new(Path.Combine(Publish("jit"), Name), environment);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Publish(string name, params string[] properties)
    {
        string folder = Path.Combine(_folder, "out", name);
        using Process publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", "-c", "Release", Path.Combine(_folder, $"{Name}.csproj"), "-o", folder, "-nologo", .. properties]) { RedirectStandardOutput = true })!;
        string said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0 ? folder : throw new BuildException(said);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);
}
