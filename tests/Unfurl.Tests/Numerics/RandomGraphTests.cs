using System.Globalization;
using Unfurl.Generator;

namespace Unfurl.Tests.Numerics;

/// <summary>Branches, joins and shared values in combinations nobody thought of: values, gradients, running statistics, plans.</summary>
public sealed class RandomGraphTests
{
    /// <summary>How many to try, if not as many as the gate does.</summary>
    public const string Variable = "UNFURL_GRAPHS";

    private const int InGate = 25;

    private static readonly Lazy<CompiledNetworks[]> Networks = new(() => [.. Declarations().Chunk(25).Select(CompiledNetworks.Of)]);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Count)];

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out int count) ? count : InGate;

    [Theory]
    [MemberData(nameof(Numbers))]
    public void AgreesWithTheInterpreter(int number)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(Declare(number).Text);
        Comparison.Check(Find(number), 1, 3);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void PlansNeverOverlap(int number)
    {
        CompiledNetwork network = Find(number);
        PlanCheck.AssertApart(NetworkCompiler.Schedule(network.Spec, network.Graph, CancellationToken.None));
    }

    private static CompiledNetwork Find(int number) => Networks.Value[number / 25][Name(number)];

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Graph{number}");

    private static IEnumerable<Declaration> Declarations() => Enumerable.Range(0, Count).Select(Declare);

    private static Declaration Declare(int number) => new RandomGraphs(seed: 100 + number).Next(Name(number));
}
