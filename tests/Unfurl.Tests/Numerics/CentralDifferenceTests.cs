using Unfurl.Generator;
using Unfurl.Tests.Interpreter;

namespace Unfurl.Tests.Numerics;

/// <summary>The gradient rules themselves: what the differentiated graph says against what the forward graph does, all in double precision.</summary>
public sealed class CentralDifferenceTests
{
    private const double Step = 1e-6;
    private const double Tolerance = 1e-6;
    private const int Samples = 2;

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Curves => [.. ActivationTests.Curves];

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAreSlopes(string name)
    {
        Graph graph = Networks.Value[name].Graph;
        CheckSlopes(graph, Differentiator.Differentiate(graph));
        CheckSlopes(graph, Passes.ForTraining(graph, checkpoint: false));
        CheckSlopes(graph, Passes.ForTraining(graph, checkpoint: true));
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void GradientsOfEveryActivationAreSlopes(string name)
    {
        Graph graph = ActivationTests.Networks.Value[name].Graph;
        CheckSlopes(graph, Differentiator.Differentiate(graph));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedCodeAgrees(string name) => Comparison.Check(Networks.Value[name], 2);

    private static IEnumerable<Declaration> Declarations()
    {
        yield return Declaration.Of("Convolution", "2, 5, 4", "Conv(3, 3, Stride = 2, Dilation = 2, Padding = 2, PaddingRight = 3), Tanh, Conv(2, 2)", "MeanSquaredError");
        yield return Declaration.Of("Sequences", "2, 7", "Conv(3, 3, Padding = Padding.Same), Sigmoid, Conv(2, 2, Stride = 3, Bias = false)", "CrossEntropy");
        yield return Declaration.Of("Products", "5", "Dense(4), Tanh, Dense(3, Bias = false), Sigmoid, Dense(4), Softmax", "CrossEntropy");
        yield return Declaration.Of("Largest", "2, 6, 5", "MaxPool(3, Stride = 2, Padding = 1, Ceiling = true), MaxPool(2, Stride = 1, Dilation = 2)");
        yield return Declaration.Of("Means", "2, 6, 5", "AveragePool(3, Stride = 2, Padding = 1, Ceiling = true), AveragePool(2, Stride = 1, Padding = 1, CountPadding = false), GlobalAveragePool", "CrossEntropy");
        yield return Declaration.Of("Norms", "2, 6, 5", "LpPool(3, Stride = 2, Padding = 1, P = 3), LpPool(2, Stride = 1, P = 2.5), GlobalLpPool", "MeanSquaredError");
        yield return Declaration.Of("Blends", "2, 5, 4", "MixedPool(2, Stride = 1, Padding = 1, Ceiling = true, PerChannel = true), GatedPool(3, Stride = 1), TreePool(2, Stride = 1, Levels = 3, PerChannel = true), GatedPool(2, PerChannel = true, Stride = 1, CountPadding = false, Padding = 1)", "MeanSquaredError");
        yield return Declaration.Of("Adaptive", "2, 7, 5", "AdaptiveAveragePool(5, Width = 7), AdaptiveMaxPool(4, Height = 3), SpatialPyramidPool(3, 2)", "MeanSquaredError");
        yield return Declaration.Of("Curves", "3, 2, 3", "ReLU, SiLU, Bent, Tanh, Sigmoid, Softmax", "MeanSquaredError");
        yield return Declaration.Of("Vocabulary", "3, 2, 2", "Activation(\"sin(x) * cos(2 * x) + tan(x / 3)\"), Activation(\"sinh(x) - asinh(x) * atan(x)\"), Activation(\"log1p(x * x) * expm1(x) + sinc(4 * x)\"), Activation(\"erf(x) + pow(x, 2) * pow(1.5, x)\"), Activation(\"pow(abs(x) + 0.2, 1.7) / cosh(x)\"), Abs", "MeanSquaredError");
        yield return Declaration.Of("Learned", "3, 2, 2", "PReLU(0.3, PerChannel = true), Conv(3, 1), Swish(1.5), LearnedBend(0.7), PReLU, LearnedBend(-1.2, 0.4, PerChannel = true)", "MeanSquaredError");
        yield return Declaration.Of("Largest4", "4, 2, 3", "Conv(8, 1), Maxout(4), GELU, LogSoftmax, Flatten, Dense(6), Maxout(2)", "CrossEntropy");
        yield return Declaration.Of("Bells", "5", "RadialBasis(4), Dense(3), Mish, RadialBasis(6, Width = 0.7), Dense(2)", "CrossEntropy");
        yield return Declaration.Of("Dropped", "3, 2, 3", "Dropout(0.3), Tanh, Flatten, Dense(5), ReLU, Dropout, Dense(3)", "CrossEntropy");
        yield return Declaration.Of("Drawn", "2, 5, 4", "Sigmoid, StochasticPool(2, Stride = 1), Conv(3, 1), Sigmoid, StochasticPool(3, Padding = 1)", "MeanSquaredError");
        yield return Declaration.Of("Fractions", "2, 7, 5", "FractionalMaxPool(1.4, Passes = 2), Conv(3, 1), Sigmoid, FractionalMaxPool(1.5, Overlapping = false, PseudoRandom = true)", "MeanSquaredError");
        yield return Declaration.Of("DroppedOtherwise", "3, 2, 3", "SpatialDropout(0.3), Tanh, AlphaDropout(0.4), Conv(3, 1)", "MeanSquaredError");
        yield return Declaration.Of("Groups", "4, 4, 5", "Conv(6, 3, Groups = 2, Padding = 1), Tanh, Conv(6, 2, Groups = 6, Stride = 2, Dilation = 2), Conv(12, 1, Groups = 3)", "MeanSquaredError");
        yield return Declaration.Of("Transposed", "3, 3, 2", "ConvTranspose(4, 3, Stride = 2, Padding = 1, OutputPadding = 1), Tanh, ConvTranspose(2, 2, Groups = 2, Dilation = 2, Bias = false)", "CrossEntropy");
        yield return Declaration.Of("OutputPadded", "2, 3, 2", "ConvTranspose(3, 2, Dilation = 3, OutputPadding = 2), Tanh, ConvTranspose(2, 2, Stride = 2, Padding = Padding.SameLower)", "MeanSquaredError");
        yield return Declaration.Of("PaddingModes", "2, 4, 3", "Conv(2, 3, Padding = 2, PaddingMode = PaddingMode.Reflect), Tanh, Conv(2, 3, Padding = 1, Stride = 2, PaddingMode = PaddingMode.Circular), Conv(2, 2, Padding = Padding.SameLower, PaddingMode = PaddingMode.Replicate)", "CrossEntropy");
        yield return Declaration.Of("PadsAndCopies", "2, 3, 4", "Pad(1, PaddingLeft = -1, Value = 0.5), Tanh, Upsample(2, ScaleWidth = 1), Conv(2, 2), Pad(2, PaddingTop = -2, Mode = PaddingMode.Circular)", "MeanSquaredError");
        yield return Declaration.Of("Flipped", "4, 5, 4", "Conv(4, 3, Stride = 2, Padding = 2, Flip = true), Tanh, DepthwiseConv(2, Multiplier = 2, Dilation = 2, Flip = true)", "MeanSquaredError");
        yield return Declaration.Of("Normalized", "3, 3, 2", "Conv(4, 2), BatchNorm(Epsilon = 0.1), Tanh, BatchNorm(Affine = false, Epsilon = 0.1), Conv(2, 1)", "CrossEntropy");
        yield return Declaration.Of("FrozenNorms", "3, 3, 2", "Tanh, BatchNorm(Epsilon = 0.1, Frozen = true), Conv(2, 2, Frozen = true), Sigmoid, BatchNorm(Frozen = true, Affine = false)", "MeanSquaredError");
        yield return Declaration.Of("NormalizedVectors", "4", "BatchNorm(Epsilon = 0.5), Dense(3), BatchNorm(Epsilon = 0.5), Sigmoid", "MeanSquaredError");
        yield return Declaration.Of("NormalizedSamples", "4, 3, 2", "GroupNorm(2, Epsilon = 0.1), Conv(3, 1), Tanh, InstanceNorm(Affine = true, Epsilon = 0.1), LayerNorm(Epsilon = 0.1), Flatten, LayerNorm(Affine = false), Dense(3)", "CrossEntropy");
        yield return Declaration.Of("Neighbours", "7, 2, 2", "LocalResponseNorm(3, Alpha = 0.5, Beta = 0.6, K = 2), LocalResponseNorm(4, Alpha = 1), LocalResponseNorm(9, Alpha = 2, Beta = 1.5)", "CrossEntropy");
        yield return Declaration.Of("Branches", "3, 3, 4", "Branch, Conv(3, 1), Tanh, Branch, Branch, MaxPool(3, Stride = 1, Padding = 1), Concat, Branch, GlobalAveragePool, Sigmoid, Branch, Multiply, Branch, Conv(9, 1), Branch, Branch, Add, Branch, Branch, Concat, Conv(2, 1)", "CrossEntropy");
        foreach (string loss in new[] { "MeanAbsoluteError", "Huber", "Huber, Delta = 0.3", "BinaryCrossEntropy", "Hinge" })
            yield return Declaration.Of("Judged" + Declaration.Word(loss), "4, 2", "Conv(3, 1), Tanh, Conv(2, 1)", loss + ", Weight = 1.5");
        foreach (string loss in new[] { "Quantile(0.8)", "OddLoss", "Sparse" })
            yield return Declaration.Judged("Own" + Declaration.Word(loss), "4", "Dense(3), Tanh", $"[{loss}]\n");
        foreach (string options in new[] { "LabelSmoothing = 0.1", "IgnoreLabel = 1", "ClassWeights = new[] { 0.5, 2, 1.25 }", "ClassWeights = new[] { 0.5, 2, 1.25 }, LabelSmoothing = 0.3, IgnoreLabel = 0" })
            yield return Declaration.Of("Labels" + Declaration.Word(options), "4, 5", "Conv(3, 1)", $"CrossEntropy, {options}");
        yield return Declaration.Of("LinkedSigmoid", "4", "Dense(3), Sigmoid", "BinaryCrossEntropy");
        yield return Declaration.Judged("OwnProbabilities", "4", "Dense(3), Sigmoid", "[Probabilities]\n");
        yield return new Declaration("Inputs", """
            [Network]
            [Input("map", 2, 2, 3), Input("gate", 2), Input("other", 2, 2, 3)]
            [Multiply(From = "map, gate, map", Name = "product"), Add(From = "other, gate", Name = "sum"), Concat(From = "product, sum, product"), Conv(2, 1, Name = "mixed"), Tanh, Flatten, Dense(3)]
            [Output("mixed", From = "mixed"), Output("product", From = "product"), Output("answer")]
            [Loss(Loss.CrossEntropy), Loss(Loss.MeanSquaredError, From = "sum", Weight = 0.5)]
            public partial class Inputs;
            """);
        yield return new Declaration("Broadcasts", """
            [Network]
            [Input("map", 2, 2, 3), Input("mask", 1, 2, 3), Input("column", 2, 2, 1), Input("one", 1, 1, 1)]
            [Multiply(From = "map, mask, one"), Subtract(From = "column"), Tanh, Conv(2, 1), Subtract(From = "mask, conv1, column")]
            [Loss(Loss.MeanSquaredError)]
            public partial class Broadcasts;
            """);
    }

    private static void CheckSlopes(Graph graph, Graph differentiated)
    {
        var random = new Random(5);
        var given = graph.Inputs.Concat(graph.Parameters).ToDictionary(v => v.Name, v => Draw(random, v));
        var slopes = graph.Outputs.ToDictionary(r => r.Name, r => Draw(random, r.Value));
        GraphRun run = Run(differentiated, given, slopes);
        foreach ((string name, double[] gradient) in run.ParameterGradients(Section.Backward))
            Check(name, gradient, Measure);
        foreach (Value input in graph.Samples.Where(i => run.InputGradient(i.Name) is not null))
            Check(input.Name, run.InputGradient(input.Name)!, Measure);
        foreach ((string name, double[] gradient) in run.ParameterGradients(Section.LossBackward))
            Check(name, gradient, r => r.Loss);

        double Measure(GraphRun measured) => slopes.Sum(s => measured.Output(s.Key).Zip(s.Value, (y, dy) => y * dy).Sum());

        void Check(string name, double[] gradient, Func<GraphRun, double> measure)
        {
            var differences = new double[gradient.Length];
            for (int i = 0; i < differences.Length; i++)
            {
                double original = given[name][i];
                given[name][i] = original + Step;
                double above = measure(Run(graph, given, null));
                given[name][i] = original - Step;
                double below = measure(Run(graph, given, null));
                given[name][i] = original;
                differences[i] = (above - below) / (2 * Step);
            }

            Numbers.AssertClose(differences, gradient, $"gradient of {name}", Tolerance);
        }
    }

    // A variance is not negative.
    private static double[] Draw(Random random, Value value)
    {
        int length = value.Shape.Length * NodeData.Copies(value.Role, Samples);
        double center = value.Name.EndsWith("running_var", StringComparison.Ordinal) ? 1.5 : 0;
        return [.. Enumerable.Range(0, length).Select(_ => value.Role == ValueRole.Labels ? random.Next(2) : center + random.NextDouble() * 2 - 1)];
    }

    private static GraphRun Run(Graph graph, Dictionary<string, double[]> given, Dictionary<string, double[]>? slopes)
    {
        var run = new GraphRun(graph, Samples, pass: 3);
        foreach ((string name, double[] numbers) in given)
            run.Give<double>(name, numbers);
        foreach ((string output, double[] slope) in slopes ?? [])
            run.Give<double>(Differentiator.OutputGradient(output), slope);
        run.Run(slopes is null ? [Section.Forward, Section.Loss] : [Section.Forward, Section.Backward, Section.Loss, Section.LossBackward]);
        return run;
    }
}
