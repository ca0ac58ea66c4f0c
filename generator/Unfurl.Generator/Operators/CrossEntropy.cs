using System.Globalization;

namespace Unfurl.Generator;

/// <summary>What a cross-entropy counts, and how much.</summary>
/// <param name="Weight">Its factor.</param>
/// <param name="Classes">Channels of the logits.</param>
/// <param name="LabelSmoothing">The share of a label's probability that goes to all classes evenly.</param>
/// <param name="ClassWeights">One for each class; empty where all are 1.</param>
/// <param name="IgnoreLabel">The label that does not count, or null.</param>
internal sealed record CrossEntropyOptions(double Weight, int Classes, double LabelSmoothing, EquatableArray<double> ClassWeights, int? IgnoreLabel)
{
    public bool IsPlain => LabelSmoothing == 0 && !CountsLabels;

    /// <summary>Whether the mean divides by what the labels weigh, rather than by their number.</summary>
    public bool CountsLabels => ClassWeights.Count > 0 || IgnoreLabel is not null;

    public double OwnShare => 1 - LabelSmoothing;

    /// <summary>The share of each class.</summary>
    public double EvenShare => LabelSmoothing / Classes;

    public double ClassWeightSum => ClassWeights.Count > 0 ? ClassWeights.Sum() : Classes;

    /// <summary>The factor of all terms, not yet divided by what the labels weigh where they count by weight.</summary>
    public ScaleArgument Scale(int labels) => CountsLabels ? new ScaleArgument(Weight, PerSample: false) : new ScaleArgument(Weight / labels);

    /// <summary>The factor of the term of class c, in words.</summary>
    public string Describe()
    {
        string share = LabelSmoothing == 0 ? "(1 if c = label)" : $"({Text(OwnShare)} if c = label, + {Text(EvenShare)})";
        return (ClassWeights.Count > 0 ? "weight[c] * " : "") + share + (IgnoreLabel is { } label ? $" * (0 if label = {Text(label)}, else 1)" : "");
    }

    private static string Text(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}

/// <summary>Weight / n times the sum over samples and pixels of log(sum over k of exp(x[k])) - x[label]; inputs x, labels.</summary>
/// <remarks>
/// dx[c] = weight / n (softmax(x)[c] - (1 if c = label)). With class weights w and a label smoothing s the term of a label is the sum over c of q[c] (log(sum over k of
/// exp(x[k])) - x[c]) with q[c] = w[c] ((1 - s if c = label) + s / classes), so that dx[c] = weight / n (softmax(x)[c] (sum over k of q[k]) - q[c]), and n is the sum of
/// w[label] over the labels that are not ignored. As PyTorch CrossEntropyLoss, mean over samples and pixels; but where nothing counts the loss is 0, not NaN.
/// </remarks>
internal sealed record CrossEntropy(CrossEntropyOptions Options) : Operation
{
    public override string Name => "cross entropy";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(1);

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new CrossEntropyGradient(Options), context.Input(0), context.Input(1));

    public override void Lower(Node node, Lowering lowering) =>
        AddLoss(node, lowering, Options, lowering.Read(node.Inputs[0], LayoutKind.Blocked), lowering.Read(node.Inputs[1], readable: false));

    /// <summary>Plans the loss of logits and labels.</summary>
    public static void AddLoss(Node node, Lowering lowering, CrossEntropyOptions options, Tensor x, Tensor labels) => lowering.Call(
        CrossEntropyKernels.Loss(x.Layout, options),
        Lowering.Of(x), Lowering.Of(lowering.Loss()), Lowering.Of(labels), new SamplesArgument(), options.Scale(node.Inputs[1].Shape.Length));
}

/// <summary>The loss as well as its gradient with respect to the logits; inputs x, labels.</summary>
internal sealed record CrossEntropyGradient(CrossEntropyOptions Options) : Operation
{
    public override string Name => "cross entropy gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], LayoutKind.Blocked), labels = lowering.Read(node.Inputs[1], readable: false);
        CrossEntropy.AddLoss(node, lowering, Options, x, labels);
        Tensor dx = lowering.Write(LayoutKind.Blocked);
        lowering.Call(
            CrossEntropyKernels.Gradient(x.Layout, dx.Layout, Options),
            Lowering.Of(x), Lowering.Of(dx), Lowering.Of(labels), new SamplesArgument(), Options.Scale(node.Inputs[1].Shape.Length));
    }
}
