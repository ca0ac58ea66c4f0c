using Unfurl.Generator;
using Unfurl.Tests.Interpreter;

namespace Unfurl.Tests.Numerics;

/// <summary>A network of open sizes, held against the interpreter's run of the same layers at a size.</summary>
internal sealed class OpenInstance
{
    private readonly CompiledNetwork _compiled;
    private readonly Random _random = new(3);

    public OpenInstance(CompiledNetwork compiled)
    {
        _compiled = compiled;
        Network = (IOpenNetwork)Activator.CreateInstance(compiled.Type, 5)!;
        Comparison.WidenWeights(Network.Weights);
    }

    public IOpenNetwork Network { get; }

    /// <summary>Input shape at a size, as the declaration would have it.</summary>
    public int[] Shape(int height, int width)
    {
        int[] sizes = Network.InputShape.Length == 2 ? [width] : [height, width];
        return [Network.InputShape[0], .. sizes];
    }

    public float[] Draw(int samples, int height, int width) => Numbers.Draw(_random, samples * Shape(height, width).Aggregate((a, b) => a * b));

    /// <summary>Values of a batch at a size, and of each sample by itself.</summary>
    public void Check(int samples, int height, int width)
    {
        string what = $"{_compiled}, {samples} samples of {height}x{width}";
        NetworkSpec spec = _compiled.Spec;
        var input = new InputSpec("input", Shape(height, width).ToEquatable(), -1);
        CheckedNetwork fixedSize = NetworkChecker.Check(spec with { Inputs = new([input]) });
        Assert.True(fixedSize.Graph is not null, what + ": " + string.Join("; ", fixedSize.Problems));
        Unfurl.Generator.Shape made = fixedSize.Graph!.Outputs.Single().Value.Shape;
        Assert.Equal(made.Sizes.Select(s => (int)s), Network.OutputShape(height, width));
        Assert.Equal((int)made.Length, Network.OutputLength(height, width));

        float[] numbers = Draw(samples, height, width), output = new float[samples * made.Length];
        output.AsSpan().Fill(float.NaN);
        Network.Forward(numbers, height, width, output);
        var expected = new ReferenceRun(rounded => Prepare(fixedSize.Graph!, samples, rounded, numbers), Section.Forward);
        expected.AssertClose(r => r.Output("output"), output, what);
    }

    private GraphRun Prepare(Graph graph, int samples, bool rounded, float[] numbers)
    {
        var run = new GraphRun(graph, samples, null, rounded);
        run.Give<float>("input", numbers);
        foreach (ParameterInfo tensor in Network.Weights.Table)
            run.Give(tensor.Key, Network.Weights[tensor.Key]);
        return run;
    }
}
