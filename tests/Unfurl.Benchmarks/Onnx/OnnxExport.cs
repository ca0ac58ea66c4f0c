using Unfurl.Generator;

namespace Unfurl.Benchmarks;

/// <summary>Writes the forward part of a graph in ONNX's words, as declared: what can be folded or fused is left to the peer.</summary>
internal sealed class OnnxExport
{
    private readonly Dictionary<Value, string> _names = [];
    private readonly Dictionary<Value, Node> _updates;
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<string> _weights = [];

    private OnnxExport(Graph graph) =>
        // A batch norm's running statistics are where they are moved: by the batch's own.
        _updates = graph.Nodes.Where(n => n.Operation is RunningUpdate).ToDictionary(n => n.Inputs[0]);

    /// <summary>The graph as used: without what only training needs.</summary>
    /// <exception cref="PeerException">It holds something that is not exported.</exception>
    public static OnnxGraph Of(Graph graph)
    {
        if (graph.Samples.Count() != 1 || graph.Outputs.Count() != 1)
            throw new PeerException("the export takes networks of one input and one output");
        var export = new OnnxExport(graph);
        Value input = graph.Samples.Single();
        export._names[input] = input.Name;
        HashSet<Value> used = DropTrainingOnly.Ancestors(graph);
        foreach (Node node in graph.Nodes.Where(n => n.Section == Section.Forward && used.Contains(n.Output)))
            export.Add(node);
        string output = export._names[graph.Outputs.Single().Value];
        return new OnnxGraph(input.Name, [.. input.Shape.Sizes], output, export._nodes, [.. export._weights.Distinct()]);
    }

    private void Add(Node node)
    {
        Shape input = node.Inputs.Count > 0 ? node.Inputs[0].Shape : node.Output.Shape;
        switch (node.Operation)
        {
            case BatchMoments or RunningUpdate or DropoutMask:
                break;
            case Dropout or AlphaDropout:
            // What is one number for each channel spreads by itself.
            case Spread when input.Rank == node.Output.Shape.Rank:
                _names[node.Output] = _names[node.Inputs[0]];
                break;
            case Conv { Shares: false } conv when !conv.Window.IsFlipped:
                Add(node, "Conv", [.. OnnxWindow.Convolution(conv.Window, input), ("group", (long)conv.Groups)]);
                break;
            case Dense:
                Add(node, "Gemm", ("transB", 1L));
                break;
            case Normalize { Affine: true } norm:
                Node update = _updates[node.Inputs[1]];
                Value[] inputs = [node.Inputs[0], node.Inputs[2], node.Inputs[3], update.Inputs[1], update.Inputs[2]];
                Add(node, "BatchNormalization", inputs, ("epsilon", (float)norm.Epsilon));
                break;
            case LocalResponseNorm norm:
                Add(node, "LRN", ("size", (long)norm.Size), ("alpha", (float)norm.Alpha), ("beta", (float)norm.Beta), ("bias", (float)norm.K));
                break;
            case MaxPool pool:
                Add(node, "MaxPool", [.. OnnxWindow.Pool(pool.Window, input), OnnxWindow.Dilations(pool.Window, input)]);
                break;
            case AveragePool pool when OnnxWindow.IsGlobal(pool.Window, input):
                Add(node, "GlobalAveragePool");
                break;
            case AveragePool pool:
                Add(node, "AveragePool", [.. OnnxWindow.Pool(pool.Window, input), ("count_include_pad", pool.CountPadding ? 1L : 0L)]);
                break;
            case LpPool { Power: var power } pool when power == Math.Floor(power):
                Add(node, "LpPool", [.. OnnxWindow.Pool(pool.Window, input), ("p", (long)power)]);
                break;
            case Elementwise apply:
                Add(node, apply);
                break;
            case Concat:
                Add(node, "Concat", ("axis", 1L));
                break;
            case Softmax:
                Add(node, "Softmax", ("axis", 1L));
                break;
            case Reshape { Shape.IsVector: true }:
                Add(node, "Flatten", ("axis", 1L));
                break;
            default:
                throw new PeerException($"the export does not know '{node.Operation}'");
        }
    }

    private void Add(Node node, Elementwise apply)
    {
        var names = apply.Names.Zip(node.Inputs, (variable, value) => (variable, Name: Name(value))).ToDictionary(v => v.variable, v => v.Name);
        int parts = 0;
        _names[node.Output] = new OnnxFormula(names, (op, inputs) =>
        {
            string output = $"{node.Output.Name}/{++parts}";
            _nodes.Add(new OnnxNode(op, inputs, output, []));
            return output;
        }).Translate(apply.Formula);
    }

    private void Add(Node node, string op, params (string, object)[] attributes) => Add(node, op, [.. node.Inputs], attributes);

    private void Add(Node node, string op, Value[] inputs, params (string, object)[] attributes)
    {
        _nodes.Add(new OnnxNode(op, [.. inputs.Select(Name)], node.Output.Name, attributes));
        _names[node.Output] = node.Output.Name;
    }

    private string Name(Value value)
    {
        if (value.Parameter is not { } parameter)
            return _names.TryGetValue(value, out string? name) ? name : throw new PeerException($"the export does not know '{value}'");
        _weights.Add(parameter.Key);
        return parameter.Key;
    }
}
