using Unfurl.Generator;

namespace Unfurl.Tests.Harness;

/// <summary>The networks whose builds are measured, declared in the benchmark project: well-known architectures at their published size.</summary>
internal static class SampleNetworks
{
    public static IReadOnlyList<SampleNetwork> All { get; } =
        [.. Directory.GetFiles(Repository.Declarations, "*.cs").Order(StringComparer.Ordinal).Select(f => new SampleNetwork(Path.GetFileNameWithoutExtension(f), File.ReadAllText(f)))];

    public static SampleNetwork Find(string name) => All.Single(n => n.Name == name);
}

/// <summary>A declaration and what the generator makes of it.</summary>
internal sealed class SampleNetwork(string name, string source)
{
    private readonly Lazy<NetworkSpec> _spec = new(() => GeneratorRun.Of(source).Spec(name));

    public string Name { get; } = name;

    public string Source { get; } = source;

    public NetworkSpec Spec => _spec.Value;

    public CheckedNetwork Checked => NetworkChecker.Check(Spec);

    public NetworkPrograms Programs => field ??= Schedule(Spec);

    public NetworkPrograms Schedule(NetworkSpec spec) => NetworkCompiler.Schedule(spec, NetworkChecker.Check(spec).Graph!, CancellationToken.None);
}
