namespace Unfurl.Benchmarks;

/// <summary>Writes a graph and the weights of one of our networks as an ONNX model.</summary>
/// <remarks>Field numbers are those of onnx.proto3; only what a feed-forward network of floats needs.</remarks>
internal static class OnnxFile
{
    private const int IrVersion = 7, Opset = 13;
    private const int Float32 = 1;
    private const int FloatAttribute = 1, IntegerAttribute = 2, IntegersAttribute = 7;

    /// <summary>The model for calls of <paramref name="batch"/> samples.</summary>
    /// <exception cref="KeyNotFoundException">The graph names weights that the network does not have.</exception>
    public static ReadOnlySpan<byte> Write(OnnxGraph network, NetworkParameters weights, int batch)
    {
        var model = new ProtoWriter(sizeof(float) * weights.Values.Length);
        model.Number(1, IrVersion);
        model.Message(7, 0, (graph, _) => WriteGraph(graph, network, weights, batch));
        model.Message(8, 0, (opset, _) => opset.Number(2, Opset));
        return model.Bytes;
    }

    private static void WriteGraph(ProtoWriter graph, OnnxGraph network, NetworkParameters weights, int batch)
    {
        foreach (OnnxNode node in network.Nodes)
            graph.Message(1, node, WriteNode);
        graph.Text(2, weights.Network);
        foreach (string key in network.Weights)
        {
            ReadOnlySpan<float> values = weights[key];
            graph.Message(5, values, (tensor, floats) => WriteTensor(tensor, key, ShapeOf(weights, key), floats));
        }

        graph.Message(11, 0, (value, _) => WriteValue(value, network.Input, [batch, .. network.InputShape]));
        // The output's shape follows from the rest.
        graph.Message(12, 0, (value, _) => WriteValue(value, network.Output, null));
    }

    private static void WriteNode(ProtoWriter writer, OnnxNode node)
    {
        foreach (string input in node.Inputs)
            writer.Text(1, input);
        writer.Text(2, node.Output);
        writer.Text(4, node.Operator);
        foreach ((string Name, object Value) attribute in node.Attributes)
            writer.Message(5, attribute, WriteAttribute);
    }

    private static void WriteAttribute(ProtoWriter writer, (string Name, object Value) attribute)
    {
        writer.Text(1, attribute.Name);
        switch (attribute.Value)
        {
            case long number:
                writer.Number(3, number);
                writer.Number(20, IntegerAttribute);
                break;
            case long[] numbers:
                foreach (long number in numbers)
                    writer.Number(8, number);
                writer.Number(20, IntegersAttribute);
                break;
            case float real:
                writer.Float(2, real);
                writer.Number(20, FloatAttribute);
                break;
            default:
                throw new NotSupportedException($"Attribute '{attribute.Name}' is a {attribute.Value.GetType()}.");
        }
    }

    private static void WriteTensor(ProtoWriter writer, string name, int[] shape, ReadOnlySpan<float> values)
    {
        foreach (int size in shape)
            writer.Number(1, size);
        writer.Number(2, Float32);
        writer.Text(8, name);
        writer.Floats(9, values);
    }

    private static void WriteValue(ProtoWriter writer, string name, int[]? shape)
    {
        writer.Text(1, name);
        writer.Message(2, shape, (type, _) => type.Message(1, shape, (tensor, _) =>
        {
            tensor.Number(1, Float32);
            if (shape is not null)
                tensor.Message(2, shape, WriteShape);
        }));
    }

    private static void WriteShape(ProtoWriter writer, int[]? shape)
    {
        foreach (int size in shape!)
            writer.Message(1, size, static (dimension, extent) => dimension.Number(1, extent));
    }

    private static int[] ShapeOf(NetworkParameters weights, string key)
    {
        foreach (ParameterInfo tensor in weights.Table)
        {
            if (tensor.Key == key)
                return tensor.Shape;
        }

        throw new KeyNotFoundException($"{weights.Network} has no tensor '{key}'.");
    }
}
