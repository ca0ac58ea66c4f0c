using Unfurl.Generator;
using Unfurl.Tests.Harness;
using Unfurl.Tests.Numerics;

namespace Unfurl.Tests.Generator;

/// <summary>Two buffers that are needed at once never share memory, and there is little more memory than must be.</summary>
public sealed class MemoryPlanTests(ITestOutputHelper output)
{
    public static TheoryData<string> Networks => [.. SampleNetworks.All.Select(n => n.Name)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void PlansNeverOverlap(string name) => PlanCheck.AssertApart(SampleNetworks.Find(name).Programs);

    [Theory]
    [MemberData(nameof(Networks))]
    public void InferenceNeedsAtMost15PercentMoreThanItMust(string name)
    {
        NetworkPrograms programs = SampleNetworks.Find(name).Programs;
        Print(name, "inference", programs.Inference);
        Print(name, "training", programs.Training!);
        Assert.True(programs.Inference.WorkspaceLength <= 1.15 * PlanCheck.Least(programs.Inference, Storage.Workspace));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void MemoryIsUsedAgain(string name)
    {
        Plan plan = SampleNetworks.Find(name).Programs.Inference;
        Assert.True(plan.WorkspaceLength < PlanCheck.Lives(plan, Storage.Workspace).Keys.Sum(b => (long)b.Length));
    }

    [Theory]
    [InlineData("ResNet18")]
    [InlineData("DenseNet121")]
    [InlineData("UNet")]
    public void CheckpointsSaveMemory(string name)
    {
        SampleNetwork network = SampleNetworks.Find(name);
        NetworkPrograms less = network.Schedule(network.Spec with { Checkpoint = true });
        PlanCheck.AssertApart(less);
        Print(name, "training with checkpoints", less.Training!);
        Assert.True(less.Training!.WorkspaceLength < network.Programs.Training!.WorkspaceLength);
    }

    private void Print(string name, string what, Plan plan)
    {
        long least = PlanCheck.Least(plan, Storage.Workspace);
        output.WriteLine(Invariant($"{name}, {what}: {plan.WorkspaceLength} floats a sample, at least {least}, ratio {(double)plan.WorkspaceLength / least:F3}"));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
