using System.Text.RegularExpressions;

namespace Unfurl.Tests.Numerics;

/// <summary>Past these limits the JIT stops optimising or inlining, in silence, at a fifth of the speed (design, section 5).</summary>
public sealed class MethodBudgetTests
{
    private const int MostMultiplyAdds = 800;
    private const int MostLocals = 500;
    private const int MostInstructions = 15_000;
    private const int MostHelpers = 200;

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of("LeNet", "1, 28, 28", "Conv(6, 5, Padding = Padding.Same), ReLU, MaxPool(2), Conv(16, 5), ReLU, MaxPool(2), Flatten, Dense(120), ReLU, Dense(84), ReLU, Dense(10)", "CrossEntropy"),
        Declaration.Of("Mlp", "16", "Dense(32), ReLU, Dense(16), ReLU, Dense(4)"),
        Declaration.Of("SmallCnn", "1, 28, 28", "Conv(32, 3, Padding = Padding.Same), ReLU, MaxPool(2), Conv(64, 3, Padding = Padding.Same), ReLU, MaxPool(2), Flatten, Dense(128), ReLU, Dense(10)", "CrossEntropy"),
        Declaration.Of("Large", "3, 224, 224", "Conv(64, 7, Stride = 2, Padding = 3), ReLU, MaxPool(3, Stride = 2, Padding = 1), Conv(128, 3, Padding = 1), Sigmoid, Conv(17, 5, Padding = 2), Tanh, AveragePool(7, Stride = 1), Conv(100, 11, Stride = 4), SiLU, GlobalAveragePool, Flatten, Dense(1000), Softmax", "CrossEntropy"),
        Declaration.Of("Structures", "3, 64, 64", "Conv(48, 3, Stride = 2, Padding = 1), BatchNorm, SiLU, Conv(48, 9, Padding = 4, Groups = 48), BatchNorm, Tanh, Conv(96, 5, Padding = 2, Groups = 3), LocalResponseNorm(5), Branch, Conv(7, 5, Padding = 2, Groups = 1), Branch, Conv(40, 3, Padding = 1), Sigmoid, Branch, Concat, ConvTranspose(20, 5, Stride = 2, Padding = 2), BatchNorm, Conv(5, 7, Padding = 3, Groups = 5), ConvTranspose(4, 4, Padding = 1), Branch, GlobalAveragePool, Sigmoid, Branch, Multiply", "CrossEntropy"),
        Declaration.Of("LargeKernels", "2, 31, 64", "Conv(3, 31, Padding = Padding.Same), Bent, Conv(16, 17), SiLU"),
        Declaration.Of("Spectra", "20, 40, 40, Mode = NetworkMode.Inference", "Conv(20, 7), SiLU, Conv(33, 15), Tanh"),
    ]));

    private static MethodBody[] Kernels => [.. MethodBody.Read(Networks.Value.Library, "Program")];

    [Fact]
    public void EveryKernelStaysInsideTheBudget()
    {
        MethodBody[] kernels = Kernels;
        Assert.True(kernels.Length > 100, $"Only {kernels.Length} kernels were found.");
        IEnumerable<MethodBody> over = kernels.Where(k =>
            k.MultiplyAdds > MostMultiplyAdds || k.Locals > MostLocals || k.Instructions > MostInstructions || k.Helpers > MostHelpers);
        Assert.True(!over.Any(), string.Join("\n", over));
    }

    [Fact]
    public void EveryKernelIsCompiledAtItsBestAtOnce()
    {
        MethodBody[] vectors = [.. Kernels.Where(k => Regex.IsMatch(k.Name, @"_(512|256|128)(_\d+)?$"))];
        Assert.True(vectors.Length > 100, $"Only {vectors.Length} vector kernels were found.");
        Assert.Equal([], vectors.Where(k => !k.AggressiveOptimization).Select(k => k.Name));

        // What counts is there to be counted.
        Assert.Contains(vectors, k => k.MultiplyAdds > 100);
        Assert.Contains(vectors, k => k.Helpers > 0);
    }
}
