using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The reference: executes a graph node by node in double precision, one evaluator per operator, with no cleverness.</summary>
/// <remarks>Per-sample values hold all samples one after the other; parameters and their gradients hold one tensor.</remarks>
/// <param name="graph">Any graph: as checked, differentiated, or rewritten by passes.</param>
/// <param name="samples">The batch.</param>
/// <param name="pass">Number of the training pass, which decides the dropout masks; null where nothing is dropped.</param>
internal sealed class GraphRun(Graph graph, int samples, long? pass = null)
{
    private readonly Dictionary<Value, double[]> _values = [];

    /// <summary>What the caller gives under a name: the input, labels, targets, the gradient of the output, a parameter's key.</summary>
    public void Give<T>(string name, ReadOnlySpan<T> numbers)
        where T : struct, IConvertible
    {
        Value value = graph.Inputs.Concat(graph.Parameters).Single(v => v.Name == name);
        int expected = value.Shape.Length * (value.Role == ValueRole.Parameter ? 1 : samples);
        Assert.Equal(expected, numbers.Length);
        var converted = new double[numbers.Length];
        for (int i = 0; i < converted.Length; i++)
            converted[i] = numbers[i].ToDouble(null);
        _values[value] = converted;
    }

    /// <summary>Executes the nodes of some sections.</summary>
    public void Run(params Section[] sections)
    {
        foreach (Node node in graph.Nodes.Where(n => sections.Contains(n.Section)))
        {
            var data = new NodeData(node, samples, pass, value => _values[value]);
            Evaluator.Find(node.Operation).Run(node.Operation, data);
            _values[node.Output] = data.Output;
        }
    }

    public double[] Output => _values[graph.Output];

    public double Loss => graph.Results.Where(r => r is { Kind: ResultKind.Loss, Section: Section.Loss }).Sum(r => _values[r.Value][0]);

    /// <summary>The gradient of the input, or null if no layer leads there.</summary>
    public double[]? InputGradient => graph.ResultsOf(ResultKind.InputGradient).SingleOrDefault() is { } value ? _values[value] : null;

    /// <summary>Gradients of the parameters made in a section, by key; several contributions add.</summary>
    public Dictionary<string, double[]> ParameterGradients(Section section)
    {
        var sums = new Dictionary<string, double[]>();
        foreach (GraphResult result in graph.Results.Where(r => r.Kind == ResultKind.ParameterGradient && r.Section == section))
        {
            string key = result.Value.Parameter!.Key;
            double[] gradient = _values[result.Value];
            sums[key] = sums.TryGetValue(key, out double[]? sum) ? [.. sum.Zip(gradient, (a, b) => a + b)] : gradient;
        }

        return sums;
    }
}
