namespace Unfurl.Generator;

/// <summary>[LogSoftmax], over the channels.</summary>
internal sealed class LogSoftmaxLayer : LayerRule
{
    public override string Kind => "LogSoftmax";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input) => layer.Add(new LogSoftmax(), input);
}

/// <summary>y[c] = x[c] - log(sum over k of exp(x[k])); input x.</summary>
/// <remarks>dx[c] = dy[c] - exp(y[c]) sum over k of dy[k].</remarks>
internal sealed record LogSoftmax : Operation
{
    public override string Name => "log softmax";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Differentiate(GradientContext context) => context.Give(0, new LogSoftmaxGradient(), context.Output, context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], LayoutKind.Blocked);
        Tensor y = lowering.Write(LayoutKind.Blocked);
        lowering.Call(LogSoftmaxKernels.Forward(x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>Gradient of log softmax; inputs y, dy.</summary>
internal sealed record LogSoftmaxGradient : Operation
{
    public override string Name => "log softmax gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor y = lowering.Read(node.Inputs[0], LayoutKind.Blocked), dy = lowering.Read(node.Inputs[1], LayoutKind.Blocked);
        Tensor dx = lowering.Write(LayoutKind.Blocked);
        lowering.Call(
            LogSoftmaxKernels.Backward(y.Layout, dy.Layout, dx.Layout), Lowering.Of(y), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}
