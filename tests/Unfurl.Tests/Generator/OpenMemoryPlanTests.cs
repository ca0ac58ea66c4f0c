using Unfurl.Generator;
using Unfurl.Tests.Harness;
using Unfurl.Tests.Numerics;
using Buffer = Unfurl.Generator.Buffer;

namespace Unfurl.Tests.Generator;

/// <summary>At whatever size an open network runs, no two buffers that are needed at once share memory, and a larger size never needs less.</summary>
public sealed class OpenMemoryPlanTests
{
    private const string Source = """
        [Network(3, Extent.Any, Extent.Any)]
        [Conv(16, 3, Padding = 1), ReLU, MaxPool(2), Branch, Conv(40, 3), Branch, MaxPool(3, Stride = 1), Conv(5, 1), Branch, Crop, Concat]
        [Conv(24, 5, Stride = 2, Padding = 2), LocalResponseNorm(3), Branch, GlobalAveragePool, Sigmoid, Branch, Multiply, Upsample(2), Conv(3, 1)]
        public partial class Tiny;

        [Pad(-1)]
        public sealed class CropAttribute : BlockAttribute;
        """;

    [Fact]
    public void PlansNeverOverlapAndNeverShrink()
    {
        NetworkSpec spec = GeneratorRun.Of(Source).Spec("Tiny");
        Plan plan = NetworkCompiler.Schedule(spec, NetworkChecker.Check(spec).Graph!, CancellationToken.None).Inference;
        (int H, int W)[] sizes = [(8, 8), (8, 9), (9, 9), (20, 9), (20, 500), (128, 500), (1000, 1000)];
        long before = 0;
        foreach ((int h, int w) in sizes)
        {
            Func<Symbol, long> values = Values(plan, h, w);
            AssertApart(plan, values);
            Assert.True(plan.WorkspaceLength.At(values) >= before);
            before = plan.WorkspaceLength.At(values);
        }

        // At the sizes it was planned for there is little more than must be.
        Func<Symbol, long> typical = Values(plan, 128, 128);
        long least = Enumerable.Range(0, plan.Steps.Count).Max(step => PlanCheck.Lives(plan, Storage.Workspace)
            .Where(l => l.Value.First <= step && step <= l.Value.Last)
            .Sum(l => l.Key.Length.At(typical)));
        Assert.InRange(plan.WorkspaceLength.At(typical), least, least * 1.15);
    }

    private static Func<Symbol, long> Values(Plan plan, int height, int width)
    {
        var known = new Dictionary<Symbol, long> { [Symbol.Height] = height, [Symbol.Width] = width };
        foreach (OpenOffset offset in plan.Offsets)
            known.Add(offset.Symbol, offset.Ends.Max(e => e.At(s => known[s])));
        return s => known[s];
    }

    private static void AssertApart(Plan plan, Func<Symbol, long> values)
    {
        (Buffer Buffer, (int First, int Last) Life)[] lives = [.. PlanCheck.Lives(plan, Storage.Workspace).Select(p => (p.Key, p.Value))];
        foreach ((Buffer a, (int First, int Last) lifeA) in lives)
        {
            (long startA, long endA) = (a.Offset.At(values), (a.Offset + a.Length).At(values));
            Assert.True(startA >= 0 && endA <= plan.WorkspaceLength.At(values), a.Name);
            foreach ((Buffer b, (int First, int Last) lifeB) in lives.Where(l => l.Buffer != a))
            {
                bool together = lifeA.First <= lifeB.Last && lifeB.First <= lifeA.Last;
                Assert.False(together && startA < (b.Offset + b.Length).At(values) && b.Offset.At(values) < endA, $"{a.Name} and {b.Name}");
            }
        }
    }
}
