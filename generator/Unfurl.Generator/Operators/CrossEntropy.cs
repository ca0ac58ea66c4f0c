namespace Unfurl.Generator;

/// <summary>Weight / n times the sum over samples and pixels of log(sum over k of exp(x[k])) - x[label]; inputs x, labels.</summary>
/// <remarks>dx[c] = weight / n (softmax(x)[c] - (1 if c = label)). As PyTorch CrossEntropyLoss, mean over samples and pixels.</remarks>
internal sealed record CrossEntropy(double Weight) : Operation
{
    public override string Name => "cross entropy";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(1);

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new CrossEntropyGradient(Weight), context.Input(0), context.Input(1));

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], LayoutKind.Blocked);
        lowering.Call(
            CrossEntropyKernels.Loss(x.Layout),
            Lowering.Of(x), Lowering.Of(lowering.Loss()), Lowering.Of(lowering.Read(node.Inputs[1], readable: false)),
            new SamplesArgument(), new ScaleArgument(Weight / node.Inputs[1].Shape.Length));
    }
}

/// <summary>The loss as well as its gradient with respect to the logits; inputs x, labels.</summary>
internal sealed record CrossEntropyGradient(double Weight) : Operation
{
    public override string Name => "cross entropy gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], LayoutKind.Blocked), labels = lowering.Read(node.Inputs[1], readable: false);
        var scale = new ScaleArgument(Weight / node.Inputs[1].Shape.Length);
        lowering.Call(
            CrossEntropyKernels.Loss(x.Layout), Lowering.Of(x), Lowering.Of(lowering.Loss()), Lowering.Of(labels), new SamplesArgument(), scale);
        Tensor dx = lowering.Write(LayoutKind.Blocked);
        lowering.Call(
            CrossEntropyKernels.Gradient(x.Layout, dx.Layout), Lowering.Of(x), Lowering.Of(dx), Lowering.Of(labels), new SamplesArgument(), scale);
    }
}
