using Microsoft.CodeAnalysis;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Warnings;

/// <summary>02xx: declarations that work but hardly mean what they say.</summary>
public sealed class ParameterWarnings
{
    // What may stand between an activation that is never negative and a stochastic pool, and what is never negative itself.
    private static readonly string[] NeverNegative =
    [
        "ReLU, Pad(1)", "ReLU, Pad(1, Value = 0.5)", "ReLU, Pad(1, Mode = PaddingMode.Reflect)", "ReLU, Upsample(2)", "ReLU, LocalResponseNorm(3)", "ReLU, Maxout(2)", "ReLU, MaxPool(2)",
        "ReLU, AveragePool(2, Padding = 1)", "ReLU, AdaptiveMaxPool(5)", "ReLU, AdaptiveAveragePool(5)", "ReLU, FractionalMaxPool(1.5)", "ReLU, GatedPool(2)", "ReLU, Dropout", "ReLU, SpatialDropout",
        "ReLU, StochasticPool(2)", "LpPool(2)", "Sigmoid", "Softmax", "Exp", "Step", "HardSigmoid", "Softplus", "Conv(4, 3), ReLU6, Upsample(3), Pad(1)",
        "ReLU, Branch, Branch, Sigmoid, Branch, MaxPool(3, Stride = 1, Padding = 1), Concat", "ReLU, Branch, Branch, Sigmoid, Add", "ReLU, Tanh", "ReLU, Branch, Branch, GlobalMaxPool, Multiply",
    ];

    private static readonly string[] MaybeNegative =
    [
        "Pad(1)", "ReLU, Pad(1, Value = -0.5)", "ReLU, LogSoftmax", "ReLU, BatchNorm", "ReLU, Conv(4, 1)", "ReLU, PReLU, Conv(4, 1)", "PReLU", "Swish", "ReLU, TreePool(2)", "ReLU, MixedPool(2)",
        "ReLU, AlphaDropout", "Tanh, Upsample(2)", "Tanh, LocalResponseNorm(3)", "Branch, ReLU, Branch, Tanh, Concat", "ReLU, Branch, Branch, Sigmoid, Subtract", "Branch, ReLU, Branch, Tanh, Add",
        "Tanh, GatedPool(2)", "Maxout(2)",
    ];

    [Fact]
    public void StochasticPoolsWarnOfNegativeNumbersOnly()
    {
        string[] layers = [.. NeverNegative, .. MaybeNegative];
        GeneratorRun run = GeneratorRun.Of(string.Join("\n", layers.Select((l, i) => $"[Network(4, 12, 12, Mode = NetworkMode.Inference)] [{l}, StochasticPool(2, Name = \"last\")] public partial class Net{i};")));
        Assert.All(run.Diagnostics, d => Assert.Equal("UNF0208", d.Id));
        Assert.Equal(MaybeNegative, run.Diagnostics.Select(d => layers[d.Location.GetLineSpan().StartLinePosition.Line]));
    }

    // Asked anew at each fork, that would be 2^30 questions.
    [Fact]
    public void EveryValueIsAskedOnce()
    {
        string blocks = string.Concat(Enumerable.Repeat("Branch, Pad(0), Branch, Add, ReLU, ", 30));
        Assert.Empty(GeneratorRun.Of($"[Network(2, 4, 4)] [ReLU, {blocks}StochasticPool(2)] public partial class Tiny;").Diagnostics);
    }
}
