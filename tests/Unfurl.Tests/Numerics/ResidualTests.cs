using Unfurl.Generator;

namespace Unfurl.Tests.Numerics;

/// <summary>Sums at the end of residual blocks become part of a convolution's store: in each kernel, and only where nobody else sees what it made.</summary>
public sealed class ResidualTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations().Select(d => d.Declaration)));

    public static TheoryData<string, int> Names => [.. Declarations().Select(d => (d.Declaration.Name, d.Fused))];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name, int fused)
    {
        CompiledNetwork network = Networks.Value[name];
        Assert.Equal(fused, Passes.ForInference(network.Graph).Nodes.Count(n => n.Operation is Conv { Adds: true }));
        Comparison.Check(network, 2);
    }

    private static IEnumerable<(Declaration Declaration, int Fused)> Declarations()
    {
        yield return (Declaration.Of("Blocked", "20, 5, 7", "Branch, Conv(20, 3, Padding = 1), Branch, Add, ReLU"), 1);
        yield return (Declaration.Of("Planar", "2, 5, 19", "Branch, Conv(2, 3, Padding = 1), Branch, Add, ReLU, Conv(3, 3)"), 1);
        yield return (Declaration.Of("Winograd", "3, 13, 14", "Conv(64, 1), ReLU, Branch, Conv(64, 3, Padding = 1), Branch, Add, Sigmoid, Conv(4, 3, Padding = 1)"), 1);
        yield return (Declaration.Of("Pointwise", "32, 7, 7", "Branch, Conv(8, 1), ReLU, Conv(32, 1), Branch, Add"), 1);
        yield return (Declaration.Of("Depthwise", "16, 6, 6", "Branch, Conv(16, 3, Padding = 1, Groups = 16), Branch, Add"), 1);
        yield return (Declaration.Of("Normalised", "16, 6, 6", "Branch, Conv(16, 3, Padding = 1), BatchNorm, Branch, Conv(16, 1), BatchNorm, Add, ReLU"), 1);
        yield return (Declaration.Of("Twice", "16, 6, 6", "Conv(16, 1, Name = \"a\"), Conv(16, 1, Name = \"b\"), Add(From = \"a, b\", Name = \"c\"), Multiply(From = \"a, b, c\")"), 0);
        yield return (Declaration.Of("Itself", "16, 6, 6", "Conv(16, 1, Name = \"a\"), Add(From = \"a, a\")"), 0);
    }
}
