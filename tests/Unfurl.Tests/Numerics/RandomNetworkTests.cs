using System.Globalization;
using Unfurl.Generator;

namespace Unfurl.Tests.Numerics;

/// <summary>Layers in combinations nobody thought of.</summary>
public sealed class RandomNetworkTests
{
    private const int Count = 60;

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name)
    {
        CompiledNetwork network = Networks.Value[name];
        Comparison.Check(network, network.Graph.Nodes.Any(n => n.Operation is BatchMoments) ? [4, 3] : [1, 3]);
    }

    private static IEnumerable<Declaration> Declarations()
    {
        var random = new RandomDeclarations(seed: 20);
        return [.. Enumerable.Range(0, Count).Select(i => random.Next(string.Create(CultureInfo.InvariantCulture, $"Random{i}")))];
    }
}
