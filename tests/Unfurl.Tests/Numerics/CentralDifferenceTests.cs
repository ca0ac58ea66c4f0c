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

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAreSlopes(string name)
    {
        Graph graph = Networks.Value[name].Graph;
        CheckSlopes(graph, Differentiator.Differentiate(graph));
        CheckSlopes(graph, Passes.ForTraining(graph));
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
        yield return Declaration.Of("Curves", "3, 2, 3", "ReLU, SiLU, Bent, Tanh, Sigmoid, Softmax", "MeanSquaredError");
        yield return Declaration.Of("Dropped", "3, 2, 3", "Dropout(0.3), Tanh, Flatten, Dense(5), ReLU, Dropout, Dense(3)", "CrossEntropy");
    }

    private static void CheckSlopes(Graph graph, Graph differentiated)
    {
        var random = new Random(5);
        var given = graph.Inputs.Concat(graph.Parameters).ToDictionary(v => v.Name, v => Draw(random, v));
        double[] slope = Draw(random, graph.Output);
        GraphRun run = Run(differentiated, given, slope);
        Dictionary<string, double[]> gradients = run.ParameterGradients(Section.Backward);
        gradients["input"] = run.InputGradient!;
        foreach ((string name, double[] gradient) in gradients)
            Check(name, gradient, r => r.Output.Zip(slope, (y, dy) => y * dy).Sum());
        foreach ((string name, double[] gradient) in run.ParameterGradients(Section.LossBackward))
            Check(name, gradient, r => r.Loss);

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

    private static double[] Draw(Random random, Value value)
    {
        int length = value.Shape.Length * (value.Role == ValueRole.Parameter ? 1 : Samples);
        return [.. Enumerable.Range(0, length).Select(_ => value.Role == ValueRole.Labels ? random.Next(2) : random.NextDouble() * 2 - 1)];
    }

    private static GraphRun Run(Graph graph, Dictionary<string, double[]> given, double[]? slope)
    {
        var run = new GraphRun(graph, Samples, pass: 3);
        foreach ((string name, double[] numbers) in given)
            run.Give<double>(name, numbers);
        if (slope is not null)
            run.Give<double>(Differentiator.OutputGradient, slope);
        run.Run(slope is null ? [Section.Forward, Section.Loss] : [Section.Forward, Section.Backward, Section.Loss, Section.LossBackward]);
        return run;
    }
}
