namespace Unfurl.Generator;

/// <summary>Weight / n times the sum over all numbers of (x - t)^2; inputs x, targets.</summary>
/// <remarks>dx = 2 weight / n (x - t). As PyTorch MSELoss, mean over all numbers of the batch.</remarks>
internal sealed record SquaredError(double Weight) : Operation
{
    public override string Name => "squared error";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(1);

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new SquaredErrorGradient(Weight), context.Input(0), context.Input(1));

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], readable: false), targets = lowering.Read(node.Inputs[1], readable: false);
        lowering.Call(
            LossKernels.SquaredError(x.Layout),
            Lowering.Of(x), Lowering.Of(targets), Lowering.Of(lowering.Loss()), new SamplesArgument(), new ScaleArgument(Weight / node.Inputs[0].Shape.Length));
    }
}

/// <summary>The loss as well as its gradient; inputs x, targets.</summary>
internal sealed record SquaredErrorGradient(double Weight) : Operation
{
    public override string Name => "squared error gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0])), targets = lowering.Read(node.Inputs[1], readable: false);
        var scale = new ScaleArgument(Weight / node.Inputs[0].Shape.Length);
        lowering.Call(
            LossKernels.SquaredError(x.Layout), Lowering.Of(x), Lowering.Of(targets), Lowering.Of(lowering.Loss()), new SamplesArgument(), scale);
        Tensor dx = lowering.Write(x.Layout.Kind);
        lowering.Call(
            LossKernels.SquaredErrorGradient(x.Layout, dx.Layout), Lowering.Of(x), Lowering.Of(targets), Lowering.Of(dx), new SamplesArgument(), scale);
    }
}
