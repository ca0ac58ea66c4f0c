namespace Unfurl.Benchmarks;

/// <summary>The operators of a network in ONNX's words, in the order they run. Weights are named only; the values come when a file is
/// written.</summary>
internal sealed class OnnxGraph
{
    /// <summary>What the input is called in the file.</summary>
    public const string InputName = "input";

    private readonly List<OnnxNode> _nodes = [];
    private readonly List<string> _weights = [];

    private OnnxGraph(int[] inputShape) => InputShape = inputShape;

    /// <summary>Shape of one sample, without the batch.</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>Axes windows slide over: none for a vector, 1 for a sequence, 2 for an image.</summary>
    public int SpatialAxes => InputShape.Count - 1;

    /// <summary>The operators.</summary>
    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    /// <summary>Keys of the weights the operators read.</summary>
    public IReadOnlyList<string> Weights => _weights;

    /// <summary>Starts a graph; the operators follow on what it returns.</summary>
    public static OnnxValue Input(params int[] shape) => new(new OnnxGraph(shape), InputName);

    /// <summary>Adds an operator that reads <paramref name="values"/> and then the weights under <paramref name="weights"/>.</summary>
    public OnnxValue Add(string op, string[] values, string[] weights, params (string Name, object Value)[] attributes)
    {
        var node = new OnnxNode(op, [.. values, .. weights], $"value{_nodes.Count + 1}", attributes);
        _nodes.Add(node);
        _weights.AddRange(weights);
        return new OnnxValue(this, node.Output);
    }
}
