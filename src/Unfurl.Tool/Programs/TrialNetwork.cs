using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unfurl.Generator;

namespace Unfurl.Tool;

/// <summary>A network under certain choices, compiled into this process, with a mark before each layer.</summary>
/// <param name="Network">The network, on fresh weights.</param>
/// <param name="Layers">Its layers in the order of the marks; the first has number 1.</param>
internal sealed record TrialNetwork(INetwork Network, IReadOnlyList<string> Layers)
{
    private const int Seed = 1;

    // What emitted text needs and nothing else: the framework this runs on, and the library.
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(INetwork).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The network as it is timed: without what it learns by, its weights inside and its schedule file.</summary>
    public static NetworkSpec Answering(NetworkSpec spec) => spec with { Inference = true, Weights = null, Schedule = default };

    /// <summary>Emits, compiles and loads it.</summary>
    /// <exception cref="ProgramException">It does not compile.</exception>
    public static TrialNetwork Of(NetworkSpec spec, IEnumerable<KernelChoice> choices)
    {
        GeneratedFile file = NetworkCompiler.Compile(Answering(spec) with { Schedule = choices.ToEquatable() }, CancellationToken.None)
            ?? throw new ProgramException($"{spec.Type.MetadataName} cannot be added to.");
        if (file.Defect is { } defect)
            throw new ProgramException($"{spec.Type.MetadataName}: {defect}");
        var compilation = CSharpCompilation.Create(
            spec.Type.MetadataName,
            [CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Preview), spec.Type.MetadataName + ".cs")],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var program = new InstrumentedProgram();
        var library = NetworkLibrary.Of(program.Apply(compilation));
        if (library.Errors.Count > 0)
            throw new ProgramException($"{spec.Type.MetadataName} does not compile:\n{string.Join("\n", library.Errors.Take(10))}");
        INetwork network = library.Create(spec.Type.MetadataName, Seed);
        ComparableWeights.Draw(network.Weights, Seed);
        return new TrialNetwork(network, [.. program.Layers.Select(l => l.Name)]);
    }
}
