using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>Weight times the mean over samples and pixels of -log softmax(x)[label].</summary>
internal sealed class CrossEntropyEvaluator : Evaluator<CrossEntropy>
{
    protected override void Run(CrossEntropy operation, NodeData data)
    {
        Maps x = data.Maps(0), labels = Labels(data);
        Pixels.Run(data.Samples, labels, (n, i, j) =>
        {
            double[] logits = [.. Enumerable.Range(0, x.Channels).Select(c => x[n, c, i, j])];
            double largest = logits.Max();
            double log = largest + Math.Log(logits.Sum(l => Math.Exp(l - largest)));
            data.Output[0] += operation.Weight * (log - logits[(int)labels[n, 0, i, j]]) / data[1].Length;
        });
    }

    /// <summary>One label a pixel.</summary>
    public static Maps Labels(NodeData data) =>
        new(data[1], Unfurl.Generator.Shape.Of(1, data.Shape(0).Height, data.Shape(0).Width));
}

/// <summary>dx[c] = weight / n (softmax(x)[c] - (1 if c is the label)).</summary>
internal sealed class CrossEntropyGradientEvaluator : Evaluator<CrossEntropyGradient>
{
    protected override void Run(CrossEntropyGradient operation, NodeData data)
    {
        Maps x = data.Maps(0), labels = CrossEntropyEvaluator.Labels(data), dx = data.OutputMaps;
        Pixels.Run(data.Samples, labels, (n, i, j) =>
        {
            double[] softmax = SoftmaxEvaluator.Of(x, n, i, j);
            for (int c = 0; c < x.Channels; c++)
                dx[n, c, i, j] = operation.Weight * (softmax[c] - (c == (int)labels[n, 0, i, j] ? 1 : 0)) / data[1].Length;
        });
    }
}
