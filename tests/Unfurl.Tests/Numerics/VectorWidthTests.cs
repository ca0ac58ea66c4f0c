using System.Diagnostics;
using System.Runtime.Intrinsics;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Numerics;

/// <summary>Everything of this namespace once more in processes with narrower vectors.</summary>
[Collection(nameof(VectorWidthTests))]
[CollectionDefinition(nameof(VectorWidthTests), DisableParallelization = true)]
public sealed class VectorWidthTests
{
    // The well-known networks are made of what the others hold, and take minutes. The interpreter's gradients are held against differences here, and the generated ones
    // against the interpreter there. Strict code is bit-equal at all widths. The rest does not depend on vectors.
    private static readonly Type[] LeftOut =
    [
        typeof(KnownNetworkTests), typeof(CentralDifferenceTests), typeof(GoldenStrictTests), typeof(AlgorithmErrorTests), typeof(AllocationTests), typeof(MethodBudgetTests),
        typeof(StateDictTests),
    ];

    // Without intrinsics the text of 128 bits runs once more, a lane at a time and slowly: every operator once is enough.
    private static readonly Type[] WithoutIntrinsics = [typeof(GoldenNetworkTests), typeof(VectorFunctionTests), typeof(VectorWidthTests)];

    [Fact]
    public void ThisProcessHasTheVectorsItWasStartedWith()
    {
        if (VectorWidths.Expected is not { } expected)
            return;
        Assert.Equal(expected, VectorWidths.Actual);
        Assert.False(Vector512.IsHardwareAccelerated);
        Assert.Equal(expected is "256", Vector256.IsHardwareAccelerated);
        Assert.Equal(expected is "256" or "128", Vector128.IsHardwareAccelerated);
    }

    [Theory]
    [InlineData("EnableAVX512", "256")]
    [InlineData("EnableAVX2", "128")]
    [InlineData("EnableHWIntrinsic", "none")]
    public async Task AllNumbersHoldWithout(string setting, string widest)
    {
        // A child has no children.
        if (VectorWidths.Expected is not null)
            return;

        IEnumerable<string> classes = widest == "none"
            ? WithoutIntrinsics.SelectMany(c => new[] { "-class", c.FullName! })
            : LeftOut.SelectMany(c => new[] { "-class-", c.FullName! }).Prepend("Unfurl.Tests.Numerics").Prepend("-namespace");
        ProcessStartInfo start = ChildProcess.OfTests([.. classes, "-noColor", "-noLogo", "-noAutoReporters"]);
        start.Environment[$"DOTNET_{setting}"] = "0";
        start.Environment[VectorWidths.Variable] = widest;
        start.Environment[RandomGraphTests.Variable] = "25";
        ChildResult child = await ChildProcess.RunAsync(start);
        Assert.True(
            child.Code == 0 && child.Output.Contains("Failed: 0", StringComparison.Ordinal), $"With DOTNET_{setting}=0, exit code {child.Code}:\n{child.Text}");
    }
}
