using Unfurl.Generator;
using Unfurl.Tests.Harness;
using Buffer = Unfurl.Generator.Buffer;

namespace Unfurl.Tests.Generator;

/// <summary>Two buffers that are needed at once never share memory.</summary>
public sealed class MemoryPlanTests
{
    private const string LeNet = """
        [Network(1, 28, 28)]
        [Conv(6, 5, Padding = Padding.Same), ReLU, MaxPool(2)]
        [Conv(16, 5), ReLU, MaxPool(2)]
        [Flatten, Dense(120), ReLU, Dropout(0.5), Dense(84), ReLU, Dense(10)]
        [Loss(Loss.CrossEntropy)]
        public partial class LeNet;
        """;

    private static readonly NetworkPrograms Programs = Schedule();

    [Fact]
    public void InferenceOfLeNetNeverOverlaps() => AssertApart(Programs.Inference);

    [Fact]
    public void TrainingOfLeNetNeverOverlaps() => AssertApart(Programs.Training!);

    [Fact]
    public void MemoryIsUsedAgain()
    {
        Buffer[] buffers = [.. Lives(Programs.Inference, Storage.Workspace).Keys];
        Assert.True(Programs.Inference.WorkspaceLength < buffers.Sum(b => b.Length));
    }

    private static NetworkPrograms Schedule()
    {
        NetworkSpec spec = GeneratorRun.Of(LeNet).Spec("LeNet");
        return NetworkCompiler.Schedule(spec, NetworkChecker.Check(spec).Graph!, CancellationToken.None);
    }

    private static void AssertApart(Plan plan)
    {
        AssertApart(plan, Storage.Workspace, plan.WorkspaceLength);
        AssertApart(plan, Storage.Scratch, plan.ScratchLength);
    }

    private static void AssertApart(Plan plan, Storage storage, int length)
    {
        (Buffer Buffer, (int First, int Last) Life)[] lives = [.. Lives(plan, storage).Select(p => (p.Key, p.Value))];
        foreach ((Buffer a, (int First, int Last) lifeA) in lives)
        {
            Assert.True(a.Offset >= 0 && a.Offset + a.Length <= length, a.Name);
            foreach ((Buffer b, (int First, int Last) lifeB) in lives.Where(l => l.Buffer != a))
            {
                bool together = lifeA.First <= lifeB.Last && lifeB.First <= lifeA.Last;
                bool overlap = a.Offset < b.Offset + b.Length && b.Offset < a.Offset + a.Length;
                Assert.False(together && overlap, $"{a.Name} and {b.Name}");
            }
        }
    }

    // From the calls themselves, not from what the plan believes.
    private static Dictionary<Buffer, (int First, int Last)> Lives(Plan plan, Storage storage)
    {
        var lives = new Dictionary<Buffer, (int First, int Last)>();
        for (int step = 0; step < plan.Steps.Count; step++)
        {
            IEnumerable<Buffer> touched = plan.Steps[step] switch
            {
                KernelStep call => call.Arguments.OfType<BufferArgument>().Select(b => b.Buffer),
                MaskStep mask => [mask.Mask],
                _ => throw new InvalidOperationException(),
            };
            foreach (Buffer buffer in touched.Where(b => b.Storage == storage))
                lives[buffer] = (lives.TryGetValue(buffer, out var life) ? life.First : step, step);
        }

        return lives;
    }
}
