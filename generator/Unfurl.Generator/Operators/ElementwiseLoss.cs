namespace Unfurl.Generator;

/// <summary>Weight / n times the sum over all numbers of a formula of the prediction x and the target t; inputs x, and targets if t occurs.</summary>
/// <remarks>dx = weight / n d(formula)/dx. n counts all numbers of the batch, as the mean of PyTorch's elementwise losses does.</remarks>
internal sealed record ElementwiseLoss(double Weight, Expression Formula) : Operation
{
    public override string Name => "elementwise loss";

    public override string Describe() => $"loss[{Formula}]";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(1);

    public override void Differentiate(GradientContext context) => context.Give(
        0, new ElementwiseLossGradient(Weight, Formula), Enumerable.Range(0, context.InputCount).Select(context.Input).ToArray());

    public override void Lower(Node node, Lowering lowering) =>
        AddLoss(lowering, Formula, Scale(Weight, node), node.Inputs.Select(i => lowering.Read(i, readable: false)).ToArray());

    /// <summary>Plans the loss of a prediction, and perhaps targets.</summary>
    public static void AddLoss(Lowering lowering, Expression formula, ScaleArgument scale, Tensor[] inputs) => lowering.Call(
        ElementwiseLossKernels.Loss(formula, inputs[0].Layout),
        [.. inputs.Select(Lowering.Of), Lowering.Of(lowering.Loss()), new SamplesArgument(), scale]);

    /// <summary>Weight over the numbers of a sample.</summary>
    public static ScaleArgument Scale(double weight, Node node) => new(weight / node.Inputs[0].Shape.Length);
}

/// <summary>The loss as well as its gradient; inputs as those of the loss.</summary>
internal sealed record ElementwiseLossGradient(double Weight, Expression Formula) : Operation
{
    public override string Name => "elementwise loss gradient";

    public override string Describe() => $"loss gradient[{Formula}]";

    /// <summary>d(formula)/dx.</summary>
    public Expression Slope => Derivative.Slope(Formula, "x");

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor[] inputs = [x, .. node.Inputs.Skip(1).Select(i => lowering.Read(i, readable: false))];
        ScaleArgument scale = ElementwiseLoss.Scale(Weight, node);
        ElementwiseLoss.AddLoss(lowering, Formula, scale, inputs);
        Tensor dx = lowering.Write(x.Layout.Kind);
        lowering.Call(
            ElementwiseLossKernels.Gradient(Formula, Slope, x.Layout, dx.Layout),
            [.. inputs.Select(Lowering.Of), Lowering.Of(dx), new SamplesArgument(), scale]);
    }
}
