using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The reference: executes a graph node by node in double precision, one evaluator per operator, with no cleverness.</summary>
/// <remarks>Per-sample values hold all samples one after the other; parameters, what is derived from them, their gradients and statistics hold one tensor.</remarks>
/// <param name="graph">Any graph: as checked, differentiated, or rewritten by passes.</param>
/// <param name="samples">The batch.</param>
/// <param name="pass">Number of the training pass, which decides the dropout masks; null where nothing is learned: then nothing is dropped, and a batch norm uses
/// its running statistics.</param>
/// <param name="rounded">Rounds every number to single precision once it is computed: the least error that any run in single precision makes.</param>
internal sealed class GraphRun(Graph graph, int samples, long? pass = null, bool rounded = false)
{
    private readonly Dictionary<Value, double[]> _values = [];
    private bool _derived;

    /// <summary>What the caller gives under a name: an input, labels, targets, the gradient of an output, a parameter's key.</summary>
    public void Give<T>(string name, ReadOnlySpan<T> numbers)
        where T : struct, IConvertible
    {
        Value value = graph.Inputs.Concat(graph.Parameters).Single(v => v.Name == name);
        Assert.Equal((int)value.Shape.Length * NodeData.Copies(value.Role, samples), numbers.Length);
        var converted = new double[numbers.Length];
        for (int i = 0; i < converted.Length; i++)
            converted[i] = numbers[i].ToDouble(null);
        _values[value] = converted;
    }

    /// <summary>Executes the nodes of some sections, and first what is derived from the weights.</summary>
    public void Run(params Section[] sections)
    {
        foreach (Node node in graph.Nodes.Where(n => sections.Contains(n.Section) || (n.Section == Section.Weights && !_derived)))
            _values[node.Output] = Evaluate(node);
        _derived = true;
    }

    /// <summary>An output; without a name, of a network that has one.</summary>
    public double[] Output(string? name = null) => _values[graph.Outputs.Single(r => name is null || r.Name == name).Value];

    /// <summary>What a layer makes, of a network that keeps that.</summary>
    public double[] Kept(string layer) => _values[graph.Results.Single(r => r.Kind == ResultKind.Kept && r.Name == layer).Value];

    public double Loss => Losses(_ => true);

    /// <summary>The losses of values on the way to an output: the others count in training alone.</summary>
    public double LossAsUsed
    {
        get
        {
            var used = new HashSet<Value>(graph.Outputs.Select(r => r.Value));
            foreach (Node node in graph.Nodes.Reverse().Where(n => used.Contains(n.Output)))
                used.UnionWith(node.Inputs);
            return Losses(n => used.Contains(n.Inputs[0]));
        }
    }

    /// <summary>The gradient of an input, or null if no layer leads there; without a name, of a network that has one.</summary>
    public double[]? InputGradient(string? name = null) =>
        graph.Results.SingleOrDefault(r => r.Kind == ResultKind.InputGradient && (name is null || r.Name == name)) is { } result ? _values[result.Value] : null;

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

    /// <summary>The running statistics after the pass, by key.</summary>
    public Dictionary<string, double[]> Statistics()
    {
        var statistics = new Dictionary<string, double[]>();
        foreach (Node update in graph.Nodes.Where(n => n.Operation is RunningUpdate))
        {
            double[] moved = _values[update.Output];
            statistics[update.Inputs[1].Name] = moved[..(moved.Length / 2)];
            statistics[update.Inputs[2].Name] = moved[(moved.Length / 2)..];
        }

        return statistics;
    }

    private double[] Evaluate(Node node)
    {
        if (pass is null && node.Operation is BatchMoments)
        {
            Node update = graph.Nodes.Single(n => n.Operation is RunningUpdate && n.Inputs[0] == node.Output);
            return [.. _values[update.Inputs[1]], .. _values[update.Inputs[2]]];
        }

        var data = new NodeData(node, samples, pass, value => _values[value]);
        Evaluator.Find(node.Operation).Run(node.Operation, data);
        return rounded ? Array.ConvertAll(data.Output, number => (double)(float)number) : data.Output;
    }

    private double Losses(Func<Node, bool> counts)
    {
        HashSet<Value> results = [.. graph.Results.Where(r => r is { Kind: ResultKind.Loss, Section: Section.Loss }).Select(r => r.Value)];
        return graph.Nodes.Where(n => results.Contains(n.Output) && counts(n)).Sum(n => _values[n.Output][0]);
    }
}
