using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>What an evaluator sees of its node: numbers in, numbers out.</summary>
internal sealed class NodeData(Node node, int samples, long? pass, Func<Value, double[]> read)
{
    public int Samples { get; } = samples;

    /// <summary>The training pass, or null where nothing is learned.</summary>
    public long? Pass { get; } = pass;

    public int Layer => node.Layer;

    public int InputCount => node.Inputs.Count;

    public Shape OutputShape => node.Output.Shape;

    /// <summary>Zeros, to be filled or added to.</summary>
    public double[] Output { get; } = new double[node.Output.Shape.Length * Copies(node.Output.Role, samples)];

    public double[] this[int input] => read(node.Inputs[input]);

    public Shape Shape(int input) => node.Inputs[input].Shape;

    public Maps Maps(int input) => new(this[input], Shape(input));

    public Maps OutputMaps => new(Output, OutputShape);

    /// <summary>How many tensors a value is: one for each sample, or one for all.</summary>
    public static int Copies(ValueRole role, int samples) => role switch
    {
        ValueRole.Parameter or ValueRole.Derived or ValueRole.Statistic or ValueRole.ParameterGradient or ValueRole.Loss => 1,
        _ => samples,
    };
}

/// <summary>A batch of maps: numbers[sample, channel, row, column].</summary>
internal readonly struct Maps(double[] numbers, Shape shape)
{
    public int Channels { get; } = shape.Channels;

    public int Height { get; } = shape.Height;

    public int Width { get; } = shape.Width;

    public ref double this[int n, int c, int y, int x] => ref numbers[(((n * Channels + c) * Height) + y) * Width + x];

    public bool Contains(int y, int x) => y >= 0 && y < Height && x >= 0 && x < Width;
}
