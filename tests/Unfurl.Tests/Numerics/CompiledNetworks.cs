using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Numerics;

/// <summary>Many networks, generated and compiled together and loaded.</summary>
/// <remarks>The library and what the generator read are kept on disk under a hash of all that went in: Roslyn takes minutes in a child process
/// without intrinsics.</remarks>
internal sealed class CompiledNetworks
{
    private const string Extras = "[Formula(\"where(x > 0, x, 0.1 * (exp(x) - 1)) + abs(x - 0.5) / 4\")] public sealed class BentAttribute : ActivationAttribute;\n"
        + "[Formula(\"gain * tanh(x / width) + shift * x\"), Learned(\"gain\", 1.5), Learned(\"shift\", \"start\")] public sealed class LearnedBendAttribute(double width, double start = 0.25) : ActivationAttribute\n"
        + "{ public bool PerChannel { get; set; } }\n"
        + "[Formula(\"where(x < t, share * (t - x), (1 - share) * (x - t))\")] public sealed class QuantileAttribute(double share) : FormulaLossAttribute;\n"
        + "[Formula(\"x + softplus(-2 * x) * exp(t) - log(2 + t * t)\")] public sealed class OddLossAttribute : FormulaLossAttribute;\n"
        + "[Formula(\"abs(x)\")] public sealed class SparseAttribute : FormulaLossAttribute;\n"
        + "[Formula(\"-(t * max(log(x), -100) + (1 - t) * max(log(1 - x), -100))\")] public sealed class ProbabilitiesAttribute : FormulaLossAttribute;\n";

    // Random graphs have values that nobody reads, and a sign has no slope.
    private static readonly string[] Expected = ["UNF0413", "UNF0310"];

    private readonly Dictionary<string, CompiledNetwork> _networks;

    private CompiledNetworks(Assembly assembly, IEnumerable<NetworkSpec> specs) =>
        _networks = specs.ToDictionary(s => s.Type.Name, s => new CompiledNetwork(assembly.GetType(s.Type.MetadataName, throwOnError: true)!, s));

    public CompiledNetwork this[string name] => _networks[name];

    public IEnumerable<CompiledNetwork> All => _networks.Values;

    /// <summary>The library's bytes.</summary>
    public required byte[] Library { get; init; }

    public static CompiledNetworks Of(IEnumerable<Declaration> declarations)
    {
        Declaration[] all = [.. declarations];
        string source = Extras + string.Join("\n", all.Select(d => d.Text));
        string stem = Path.Combine(AppContext.BaseDirectory, "compiled", Key(source + string.Concat(all.Select(d => d.Schedule))));
        if (!File.Exists(stem + ".json"))
            Build(source, all, stem);
        byte[] library = File.ReadAllBytes(stem + ".dll");
        return new CompiledNetworks(Assembly.Load(library), SpecFile.Read(stem + ".json")) { Library = library };
    }

    private static void Build(string source, Declaration[] declarations, string stem)
    {
        GeneratorRun run = GeneratorRun.ToRun(source, [.. declarations.Where(d => d.Schedule.Length > 0).Select(d => new ScheduleText(d.Name + ".schedule", d.Schedule))]);
        Expect.None(run.Diagnostics.Where(d => !Expected.Contains(d.Id)).Select(d => string.Create(CultureInfo.InvariantCulture, $"{d} at: {Line(d)}")));
        byte[] library = run.Emit();
        Directory.CreateDirectory(Path.GetDirectoryName(stem)!);

        // The second file is the one looked for, so that a process never sees one without the other.
        Write(stem + ".dll", library);
        Write(stem + ".json", SpecFile.Write(declarations.Select(d => run.Spec(d.Name))));
    }

    private static string Line(Microsoft.CodeAnalysis.Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString() ?? "";

    private static void Write(string path, byte[] bytes)
    {
        string beside = path + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(beside, bytes);
        File.Move(beside, path, overwrite: true);
    }

    private static string Key(string source) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        source + Version<NetworkGenerator>() + Version<INetwork>())))[..32];

    private static string Version<T>() => typeof(T).Assembly.ManifestModule.ModuleVersionId.ToString();
}
