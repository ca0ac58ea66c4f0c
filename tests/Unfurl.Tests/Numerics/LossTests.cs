namespace Unfurl.Tests.Numerics;

/// <summary>All losses on vectors, maps and sequences, at all class counts, weighted, judged inside the network.</summary>
public sealed class LossTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 5, 2);

    private static IEnumerable<Declaration> Declarations()
    {
        foreach (int size in Sizes.All)
        {
            if (size > 1)
            {
                yield return Declaration.Of($"Classes{size}", "9", $"Dense({size})", "CrossEntropy");
                yield return Declaration.Of($"Pixels{size}", $"{Sizes.All[size % 11] + 1}, 2, {size}", "Tanh", "CrossEntropy");
            }

            yield return Declaration.Of($"Squares{size}", $"{size}", "Tanh", "MeanSquaredError");
            yield return Declaration.Of($"SquaredMaps{size}", $"{Sizes.All[(size + 3) % 11]}, 2, {size}", "Tanh", "MeanSquaredError");
        }

        yield return Declaration.Of("SquaredPlanes", "3, 2, 16", "Conv(5, 1), ReLU", "MeanSquaredError");
        yield return Declaration.Of("SquaredBlocks", "3, 2, 5", "Conv(17, 1), ReLU", "MeanSquaredError");

        yield return Declaration.Of("BehindSoftmax", "9", "Dense(10), Softmax", "CrossEntropy");
        yield return Declaration.Of("PixelsBehindSoftmax", "3, 4, 5", "Conv(4, 3), ReLU, Conv(6, 1), Softmax", "CrossEntropy");
        yield return Declaration.Of("SquaresBehindSoftmax", "9", "Dense(10), Softmax", "MeanSquaredError");
        yield return Declaration.Of("SequenceLabels", "3, 17", "Conv(4, 3), ReLU, Conv(5, 1)", "CrossEntropy");
        yield return Declaration.Of("BehindReLU", "9", "Dense(16), Dropout(0.3), Dense(4), ReLU", "CrossEntropy");
        yield return Declaration.Of("BehindFlatten", "3, 4, 5", "Conv(2, 3), Flatten", "CrossEntropy");
        yield return Declaration.Of("BehindPool", "3, 9, 9", "Conv(10, 3), ReLU, GlobalAveragePool, Flatten", "CrossEntropy");
        foreach ((string loss, int size) in new[] { "MeanAbsoluteError", "Huber", "Huber, Delta = 0.3", "BinaryCrossEntropy", "Hinge" }.Zip([3, 17, 33, 5, 16]))
        {
            string name = Declaration.Word(loss) + "Of";
            yield return Declaration.Of(name, $"{size}", $"Dense({size})", loss);
            yield return Declaration.Of(name + "Maps", "3, 4, 16", $"Conv({size}, 1), Tanh", loss + ", Weight = 0.7");
        }

        foreach (string options in new[] { "LabelSmoothing = 0.1", "IgnoreLabel = -100", "IgnoreLabel = 2", "IgnoreLabel = 255, LabelSmoothing = 0.3" })
        {
            yield return Declaration.Of("Smooth" + Declaration.Word(options), "9", "Dense(17)", $"CrossEntropy, {options}");
            yield return Declaration.Of("SmoothMaps" + Declaration.Word(options), "3, 4, 5", "Conv(5, 3)", $"CrossEntropy, {options}, Weight = 0.7");
        }

        foreach (string options in new[] { "", ", LabelSmoothing = 0.2", ", IgnoreLabel = -1", ", LabelSmoothing = 0.2, IgnoreLabel = 1" })
        {
            yield return Declaration.Of("Rare" + Declaration.Word(options), "9", "Dense(4)", $"CrossEntropy, ClassWeights = new[] {{ 0.5, 2, 0, 1.25 }}{options}");
            yield return Declaration.Of(
                "RareMaps" + Declaration.Word(options), "3, 4, 5", "Conv(18, 2), Softmax", $"CrossEntropy, ClassWeights = new double[] {{ 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 0.25 }}{options}");
        }

        yield return Declaration.Of("BehindSigmoid", "5", "Dense(17), Sigmoid", "BinaryCrossEntropy");
        yield return Declaration.Of("MasksBehindSigmoid", "2, 5, 6", "Conv(9, 3), Sigmoid", "BinaryCrossEntropy");
        yield return Declaration.Judged("Own", "7, 2, 3", "Conv(5, 1)", "[Quantile(0.9, Weight = 2)]\n");
        yield return Declaration.Judged("OwnCurve", "7", "Dense(5)", "[OddLoss]\n");
        yield return Declaration.Judged("OwnBehindSigmoid", "7", "Dense(5), Sigmoid", "[Probabilities]\n");
        yield return Declaration.Judged("WithoutTargets", "7", "Dense(5)", "[Sparse(Weight = 0.1)]\n");
        yield return Declaration.Judged(
            "Sparsely", "7", "Dense(5, Name = \"code\"), Tanh, Dense(3)", "[Sparse(From = \"code\", Weight = 0.1), Loss(Loss.CrossEntropy)]\n");
        yield return new Declaration("Weighted", """
            [Network(6), Dense(5, Name = "middle"), ReLU, Dense(4)]
            [Loss(Loss.CrossEntropy, Weight = 0.25)]
            [Loss(Loss.MeanSquaredError, From = "middle", Weight = 3)]
            public partial class Weighted;
            """);
        yield return new Declaration("JudgedInside", """
            [Network(2, 4, 6), Conv(3, 3, Padding = 1, Name = "aux"), ReLU, Conv(3, 1)]
            [Loss(Loss.CrossEntropy, From = "aux", Weight = 0.3)]
            [Loss(Loss.CrossEntropy)]
            public partial class JudgedInside;
            """);
    }
}
