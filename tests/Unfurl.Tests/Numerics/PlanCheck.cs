using Unfurl.Generator;
using Buffer = Unfurl.Generator.Buffer;

namespace Unfurl.Tests.Numerics;

/// <summary>Checks memory plans: two buffers that are needed at once never share memory; and how much memory there must be at least.</summary>
internal static class PlanCheck
{
    public static void AssertApart(NetworkPrograms programs)
    {
        AssertApart(programs.Inference);
        if (programs.Training is { } training)
            AssertApart(training);
    }

    public static void AssertApart(Plan plan)
    {
        AssertApart(plan, Storage.Workspace, plan.WorkspaceLength);
        AssertApart(plan, Storage.Scratch, plan.ScratchLength);
    }

    /// <summary>The largest sum of buffers that are alive at once: no plan can do with less.</summary>
    public static long Least(Plan plan, Storage storage)
    {
        Dictionary<Buffer, (int First, int Last)> lives = Lives(plan, storage);
        return Enumerable.Range(0, plan.Steps.Count)
            .Select(step => lives.Where(l => l.Value.First <= step && step <= l.Value.Last).Sum(l => (long)l.Key.Length))
            .DefaultIfEmpty(0)
            .Max();
    }

    /// <summary>First and last step that touch each buffer, from the calls themselves and not from what the plan believes.</summary>
    public static Dictionary<Buffer, (int First, int Last)> Lives(Plan plan, Storage storage)
    {
        var lives = new Dictionary<Buffer, (int First, int Last)>();
        for (int step = 0; step < plan.Steps.Count; step++)
        {
            IEnumerable<Buffer> touched = plan.Steps[step] switch
            {
                KernelStep call => call.Arguments.OfType<BufferArgument>().Select(b => b.Buffer),
                DrawStep draw => [draw.Target],
                _ => throw new InvalidOperationException(),
            };
            foreach (Buffer buffer in touched.Where(b => b.Storage == storage))
                lives[buffer] = (lives.TryGetValue(buffer, out var life) ? life.First : step, step);
        }

        return lives;
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
}
