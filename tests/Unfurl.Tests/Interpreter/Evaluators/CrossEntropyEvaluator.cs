using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>Weight times the mean over samples and pixels of - sum over c of q[c] log softmax(x)[c], where q is what the label says: PyTorch's cross-entropy of
/// class probabilities, of which labels, smoothing and class weights are special cases.</summary>
internal sealed class CrossEntropyEvaluator : Evaluator<CrossEntropy>
{
    protected override void Run(CrossEntropy operation, NodeData data)
    {
        Maps x = data.Maps(0), labels = Labels(data);
        double counted = Counted(operation.Options, data[1]);
        Pixels.Run(data.Samples, labels, (n, i, j) =>
        {
            double[] logits = [.. Enumerable.Range(0, x.Channels).Select(c => x[n, c, i, j])];
            double largest = logits.Max();
            double log = largest + Math.Log(logits.Sum(l => Math.Exp(l - largest)));
            double[] wanted = Wanted(operation.Options, (int)labels[n, 0, i, j]);
            data.Output[0] += counted == 0 ? 0 : operation.Options.Weight * wanted.Zip(logits, (q, l) => q * (log - l)).Sum() / counted;
        });
    }

    /// <summary>One label a pixel.</summary>
    public static Maps Labels(NodeData data) =>
        new(data[1], Unfurl.Generator.Shape.Of(1, data.Shape(0).Height, data.Shape(0).Width));

    /// <summary>What a label says of each class: nothing at all if it is ignored.</summary>
    public static double[] Wanted(CrossEntropyOptions options, int label) => [.. Enumerable.Range(0, options.Classes).Select(c =>
    {
        double probability = (c == label ? 1 - options.LabelSmoothing : 0) + (options.LabelSmoothing / options.Classes);
        return label == options.IgnoreLabel ? 0 : probability * (options.ClassWeights.Count == 0 ? 1 : options.ClassWeights[c]);
    })];

    /// <summary>What the mean divides by.</summary>
    public static double Counted(CrossEntropyOptions options, double[] labels) => labels
        .Where(l => (int)l != options.IgnoreLabel)
        .Sum(l => options.ClassWeights.Count == 0 ? 1 : options.ClassWeights[(int)l]);
}

/// <summary>dx[c] = weight / n (softmax(x)[c] (sum of q) - q[c]).</summary>
internal sealed class CrossEntropyGradientEvaluator : Evaluator<CrossEntropyGradient>
{
    protected override void Run(CrossEntropyGradient operation, NodeData data)
    {
        Maps x = data.Maps(0), labels = CrossEntropyEvaluator.Labels(data), dx = data.OutputMaps;
        double counted = CrossEntropyEvaluator.Counted(operation.Options, data[1]);
        Pixels.Run(data.Samples, labels, (n, i, j) =>
        {
            double[] softmax = SoftmaxEvaluator.Of(x, n, i, j), wanted = CrossEntropyEvaluator.Wanted(operation.Options, (int)labels[n, 0, i, j]);
            for (int c = 0; c < x.Channels; c++)
                dx[n, c, i, j] = counted == 0 ? 0 : operation.Options.Weight * ((softmax[c] * wanted.Sum()) - wanted[c]) / counted;
        });
    }
}
