using System.IO.Compression;
using Unfurl.Tests.Files;
using Unfurl.Tests.Harness;
using Unfurl.Tests.Packaging;

[assembly: AssemblyFixture(typeof(PackageFixture))]

namespace Unfurl.Tests.Packaging;

/// <summary>The package, made once from what was built for these tests, and projects outside the repository that use it.</summary>
public sealed class PackageFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<string>> _package;

    public PackageFixture() => _package = new Lazy<Task<string>>(Pack);

    /// <summary>Names of the files inside the package, and its manifest.</summary>
    public async Task<(string[] Files, string Manifest)> Contents()
    {
        using ZipArchive archive = await ZipFile.OpenReadAsync(await _package.Value, TestContext.Current.CancellationToken);
        using var manifest = new StreamReader(archive.GetEntry("Unfurl.nuspec")!.Open());
        return ([.. archive.Entries.Select(e => e.FullName)], await manifest.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A new project that restores the package from a folder, with weights inside; returns its folder.</summary>
    public async Task<string> Project(string name, string source, byte[] weights)
    {
        string feed = Path.GetDirectoryName(await _package.Value)!, folder = Directory.CreateDirectory(_folder[name]).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration><packageSources><clear /><add key="local" value="{feed}" /></packageSources></configuration>
            """);
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <InvariantGlobalization>true</InvariantGlobalization>
                <RestorePackagesPath>{_folder["packages"]}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Unfurl" Version="*-*" />
                <UnfurlWeights Include="tiny.safetensors" Network="Tiny" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), source);
        File.WriteAllBytes(Path.Combine(folder, "tiny.safetensors"), weights);
        return folder;
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> Pack()
    {
        string feed = _folder["feed"], configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);

        // These tests are built against one framework of the two; what they loaded is not built again.
        await Succeed("build", "-c", configuration, "-f", "net9.0", "-p:BuildProjectReferences=false");
        await Succeed("pack", "--no-build", "-c", configuration, "-o", feed);
        Assert.Single(Directory.GetFiles(feed, "Unfurl.*.snupkg"));
        return Assert.Single(Directory.GetFiles(feed, "Unfurl.*.nupkg"));
    }

    private static async Task Succeed(params string[] arguments)
    {
        (int code, string text) = await DotnetCommand.Run(Repository.Runtime, arguments);
        Assert.True(code == 0, text);
    }
}
