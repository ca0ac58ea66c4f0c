namespace Unfurl.Generator;

/// <summary>[Softmax], over the channels.</summary>
internal sealed class SoftmaxLayer : LayerRule
{
    public override string Kind => "Softmax";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input) => layer.Add(new Softmax(), input);
}

/// <summary>y[c] = exp(x[c]) / sum over k of exp(x[k]); input x.</summary>
/// <remarks>dx[c] = y[c] (dy[c] - sum over k of dy[k] y[k]).</remarks>
internal sealed record Softmax : Operation
{
    public override string Name => "softmax";

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => true;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Differentiate(GradientContext context) => context.Give(0, new SoftmaxGradient(), context.Output, context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], LayoutKind.Blocked);
        Tensor y = lowering.Write(LayoutKind.Blocked);
        lowering.Call(SoftmaxKernels.Forward(x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>Gradient of softmax; inputs y, dy.</summary>
internal sealed record SoftmaxGradient : Operation
{
    public override string Name => "softmax gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor y = lowering.Read(node.Inputs[0], LayoutKind.Blocked), dy = lowering.Read(node.Inputs[1], LayoutKind.Blocked);
        Tensor dx = lowering.Write(LayoutKind.Blocked);
        lowering.Call(
            SoftmaxKernels.Backward(y.Layout, dy.Layout, dx.Layout), Lowering.Of(y), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}
