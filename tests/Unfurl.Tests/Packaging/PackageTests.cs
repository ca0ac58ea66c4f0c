using Unfurl.Tests.Files;

namespace Unfurl.Tests.Packaging;

/// <summary>What users restore: packed, used in a new project outside the repository, built and run.</summary>
public sealed class PackageTests(PackageFixture package)
{
    private const string Program = """
        using Unfurl;

        var net = new Tiny(Tiny.EmbeddedWeights());
        float[] answer = new float[2];
        net.Forward([1, 2], answer);
        Console.WriteLine(FormattableString.Invariant($"answers {answer[0]} and {answer[1]}"));
        var trainer = new Trainer<Tiny>(net, new Sgd(0.1f));
        Console.WriteLine(trainer.Step([1, 2], [1f, 1f]) > trainer.Step([1, 2], [1f, 1f]) ? "learns" : "does not learn");

        var curved = new Curved(seed: 1);
        curved.Forward([-1, 2], answer);
        Console.WriteLine(FormattableString.Invariant($"curves to {answer[0]:F4} and {answer[1]:F4} with slope {curved.Weights["lean1.slope"][0]}"));

        [Network(2)]
        [Dense(2)]
        [Loss(Loss.MeanSquaredError)]
        public partial class Tiny;

        [Formula("x * tanh(x)")]
        public sealed class BentAttribute : ActivationAttribute;

        [Formula("where(x > 0, x, slope * x)"), Learned("slope", 0.5)]
        public sealed class LeanAttribute : ActivationAttribute;

        [Network(2)]
        [Lean, Bent]
        public partial class Curved;
        """;

    [Fact]
    public async Task HoldsLibraryGeneratorAndTargetsWithoutDependency()
    {
        (string[] files, string manifest) = await package.Contents();
        Assert.Superset(
            new HashSet<string>
            {
                "README.md", "lib/net9.0/Unfurl.dll", "lib/net9.0/Unfurl.xml", "lib/net10.0/Unfurl.dll", "lib/net10.0/Unfurl.xml",
                "analyzers/dotnet/cs/Unfurl.Generator.dll", "tools/netstandard2.0/Unfurl.Build.dll", "build/Unfurl.props", "build/Unfurl.targets",
                "buildTransitive/Unfurl.props", "buildTransitive/Unfurl.targets",
            },
            files.ToHashSet());
        Assert.DoesNotContain("<dependency ", manifest, StringComparison.Ordinal);
        Assert.DoesNotContain(files, f => f.EndsWith(".so", StringComparison.Ordinal) || f.Contains("CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NewProjectBuildsAndRunsWithItsWeightsInside()
    {
        string folder = await package.Project("Works", Program, Weights("[2,2]", 6));
        (int code, string text) = await DotnetCommand.Run(folder, "run", "-c", "Release");
        Assert.True(code == 0, text);
        Assert.Contains("answers 3 and 4", text, StringComparison.Ordinal);
        Assert.Contains("\nlearns", text, StringComparison.Ordinal);

        // tanh(0.5) / 2 and 2 tanh(2): two activations of the user's own, one of them with a weight.
        Assert.Contains("\ncurves to 0.2311 and 1.9281 with slope 0.5", text, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongShapesStopTheBuild()
    {
        string folder = await package.Project("Fails", Program, Weights("[3,2]", 8));
        (int code, string text) = await DotnetCommand.Run(folder, "build", "-c", "Release");
        Assert.NotEqual(0, code);
        Assert.Contains("error UNF0501: tiny.safetensors: dense1.weight is [3,2], expected [2,2]", text, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program.Replace("[Network(2)]", "[Network(2, 2, 2)]", StringComparison.Ordinal));
        (code, text) = await DotnetCommand.Run(folder, "build", "-c", "Release");
        Assert.NotEqual(0, code);
        Assert.Contains("error UNF0103: Layer 'dense1' expects a vector", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingFileStopsTheBuild()
    {
        string folder = await package.Project("Misses", Program, []);
        File.Delete(Path.Combine(folder, "tiny.safetensors"));
        (int code, string text) = await DotnetCommand.Run(folder, "build", "-c", "Release");
        Assert.NotEqual(0, code);
        Assert.Contains("error UNF1002: UnfurlWeights 'tiny.safetensors' does not exist", text, StringComparison.Ordinal);
    }

    // W as given, all 1; b = (0, 1).
    private static byte[] Weights(string shape, int numbers)
    {
        int end = 4 * (numbers - 2);
        string header = $$$"""{"dense1.weight":{"dtype":"F32","shape":{{{shape}}},"data_offsets":[0,{{{end}}}]},"dense1.bias":{"dtype":"F32","shape":[2],"data_offsets":[{{{end}}},{{{end + 8}}}]}}""";
        float[] values = [.. Enumerable.Repeat(1f, numbers - 2), 0, 1];
        return SafetensorsBytes.Join(header, [.. values.SelectMany(BitConverter.GetBytes)]);
    }
}
