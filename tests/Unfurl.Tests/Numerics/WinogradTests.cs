using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Numerics;

/// <summary>3x3 convolutions by Winograd's algorithm: all borders, channels that fill no block, runs that end early; and where it must not be used.</summary>
public sealed class WinogradTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name)
    {
        Assert.Contains(Kernels(Networks.Value[name].Spec), k => k.StartsWith("ConvolveWinograd", StringComparison.Ordinal));
        Comparison.Check(Networks.Value[name], 2);
    }

    [Theory]
    [InlineData("3, 12, 12, Numerics = Numerics.Strict", "Conv(64, 1), Conv(64, 3)")]
    [InlineData("3, 12, 12, PackedWeights = 0", "Conv(64, 1), Conv(64, 3)")]
    [InlineData("3, 12, 12", "Conv(64, 1), Conv(64, 3, Stride = 2)")]
    [InlineData("3, 12, 12", "Conv(64, 1), Conv(64, 3, Dilation = 2)")]
    [InlineData("3, 12, 12", "Conv(64, 1), Conv(64, 3, Groups = 4)")]
    [InlineData("3, 12, 12", "Conv(64, 1), Conv(64, 3, KernelHeight = 1)")]
    [InlineData("3, 5, 12", "Conv(64, 1), Conv(64, 3)")]
    public void IsNotUsedWhereItDoesNotFit(string input, string layers) =>
        Assert.DoesNotContain(Kernels(GeneratorRun.Of(Declaration.Of("Tiny", input, layers).Text).Spec("Tiny")), k => k.Contains("Winograd", StringComparison.Ordinal));

    [Fact]
    public void TrainingPacksNothingForIt() =>
        Assert.DoesNotContain(
            NetworkCompiler.Schedule(Networks.Value["Even"].Spec, Networks.Value["Even"].Graph, TestContext.Current.CancellationToken).Training!.Steps.OfType<KernelStep>(),
            s => s.Arguments.OfType<BufferArgument>().Any(a => a.Buffer.Storage == Storage.PackedInference));

    [Theory]
    [InlineData("Pooled", "ConvolveWinograd4x4MaxPool")]
    [InlineData("PooledOdd", "ConvolveWinograd4x4MaxPool")]
    [InlineData("Averaged", "ConvolveWinograd4x4AveragePool")]
    [InlineData("PooledInParts", "ConvolveWinograd4x4MaxPool")]
    [InlineData("PooledSum", "ConvolveWinograd4x4MaxPool")]
    public void PoolsSquaresBeforeItStores(string name, string kernel)
    {
        string[] kernels = [.. Kernels(Networks.Value[name].Spec)];
        Assert.Contains(kernel, kernels);
        Assert.DoesNotContain(kernels, k => k.StartsWith("MaxPool", StringComparison.Ordinal) || k.StartsWith("AveragePool", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MaxPool(3, Stride = 2)")]
    [InlineData("MaxPool(2, Stride = 1)")]
    [InlineData("MaxPool(2, Padding = 1)")]
    [InlineData("MaxPool(2, KernelHeight = 1)")]
    [InlineData("Swish, MaxPool(2)")]
    [InlineData("Branch, MaxPool(2), Branch, AveragePool(2), Concat")]
    public void StoresWhatIsNotPooledInSquares(string behind) =>
        Assert.Contains("ConvolveWinograd4x4", Kernels(GeneratorRun.Of(Declaration.Of("Tiny", "3, 16, 16", $"Conv(64, 1), Conv(64, 3, Padding = 1), {behind}").Text).Spec("Tiny")));

    /// <summary>The whole map has no memory.</summary>
    [Fact]
    public void WhatIsPooledIsSmall()
    {
        Graph graph = Networks.Value["Pooled"].Graph;
        Plan plan = NetworkCompiler.Schedule(Networks.Value["Pooled"].Spec, graph, TestContext.Current.CancellationToken).Inference;
        Assert.DoesNotContain(plan.Tensors, t => t.Key.Shape == Shape.Of(64, 16, 16));
    }

    private static IEnumerable<string> Kernels(NetworkSpec spec) =>
        NetworkCompiler.Schedule(spec, NetworkChecker.Check(spec).Graph!, TestContext.Current.CancellationToken).Inference.Steps.OfType<KernelStep>().Select(s => s.Kernel.Name);

    private static IEnumerable<Declaration> Declarations()
    {
        yield return Declaration.Of("Even", "3, 16, 16", "Conv(32, 1), Conv(64, 3, Padding = 1), ReLU");
        yield return Declaration.Of("Odd", "3, 13, 19", "Conv(48, 1), Conv(33, 3, Padding = 1), SiLU, Conv(17, 3), Tanh");
        yield return Declaration.Of("FourTiles", "3, 10, 10", "Conv(64, 1), Conv(64, 3)");
        yield return Declaration.Of("Bare", "3, 13, 14", "Conv(40, 1), Conv(32, 3, Bias = false)");
        yield return Declaration.Of("Lopsided", "3, 13, 14", "Conv(32, 1), Conv(32, 3, PaddingTop = 2, PaddingLeft = 0, PaddingBottom = 0, PaddingRight = 2)");
        yield return Declaration.Of("Normalised", "3, 12, 12", "Conv(64, 1), BatchNorm, ReLU, Conv(64, 3, Padding = 1), BatchNorm, ReLU, Conv(128, 3, Padding = 1)");
        yield return Declaration.Of("ManyRuns", "2, 48, 48", "Conv(32, 1), Conv(32, 3, Padding = 1), ReLU");
        yield return Declaration.Of("Pooled", "3, 16, 16", "Conv(32, 1), Conv(64, 3, Padding = 1), ReLU, MaxPool(2), Conv(32, 3, Padding = 1)");
        yield return Declaration.Of("PooledOdd", "3, 15, 17", "Conv(64, 1), Conv(33, 3, Padding = 1), LeakyReLU, MaxPool(2)");
        yield return Declaration.Of("Averaged", "3, 16, 12", "Conv(64, 1), Conv(64, 3, Padding = 1), ReLU, AveragePool(2)");
        yield return Declaration.Of("PooledInParts", "3, 16, 16", "Conv(64, 1), Branch, Conv(64, 3, Padding = 1), ReLU, MaxPool(2), Branch, Conv(32, 1, Stride = 2), Concat, Conv(32, 1)");
        yield return Declaration.Of("PooledSum", "3, 16, 16", "Conv(64, 1), Branch, Conv(64, 3, Padding = 1), Branch, Add, ReLU, MaxPool(2)");
        yield return Declaration.Of("Joined", "3, 14, 14", "Conv(64, 1), Branch, Conv(64, 3, Padding = 1), ReLU, Branch, Conv(32, 3, Padding = 1), Branch, Concat, Conv(32, 3)");
    }
}
