namespace Unfurl.Generator;

/// <summary>[MaxPool]: (C, H, W) to (C, H', W').</summary>
internal sealed class MaxPoolLayer : LayerRule
{
    public override string Kind => "MaxPool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input) =>
        layer.Window(input, defaultStride: kernel => kernel, dilates: true) is { } window && layer.PadsLessThanKernel(input, window)
            ? layer.Add(new MaxPool(window), input)
            : null;
}

/// <summary>[GlobalMaxPool]: (C, H, W) to (C, 1, 1).</summary>
internal sealed class GlobalMaxPoolLayer : LayerRule
{
    public override string Kind => "GlobalMaxPool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input) =>
        layer.ReadsMap(input) ? layer.Add(new MaxPool(Window.Whole(input.Shape)), input) : null;
}

/// <summary>y[c,i,j] = max over r,s of x[c, i S + r D - P, j S + s D - P] inside the map; input x.</summary>
/// <remarks>dx gets dy at the first cell in row order that equals the maximum: <see cref="MaxPoolGradient"/>.</remarks>
internal sealed record MaxPool(Window Window) : Operation
{
    public override string Name => "max pool";

    public override string Describe() => $"{Name} {Window}";

    public override bool PassesOn(int input) => true;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0];

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Window.Over(inputs[0], inputs[0].Channels);

    public override SquarePool? AsSquarePool(Shape input) => SquarePool.Fits(Window, input) ? new LargestOfSquare() : null;

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new MaxPoolGradient(Window), context.Input(0), context.Output, context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(MaxPoolKernels.Forward(Window, x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>The largest number of a square.</summary>
internal sealed record LargestOfSquare : SquarePool
{
    public override string Name => "MaxPool";

    public override string Formula => "then the largest of each 2x2";

    public override Lane Of(IReadOnlyList<Lane> numbers) => numbers.Aggregate((largest, next) => Lane.Max(next, largest));
}

/// <summary>Gradient of max pooling; inputs x, y, dy.</summary>
internal sealed record MaxPoolGradient(Window Window) : Operation
{
    public override string Name => "max pool gradient";

    public override string Describe() => $"{Name} {Window}";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor x = lowering.Read(node.Inputs[0], kind), y = lowering.Read(node.Inputs[1], kind), dy = lowering.Read(node.Inputs[2], kind);
        Tensor dx = lowering.Write(kind);
        lowering.Call(
            MaxPoolKernels.Backward(Window, x.Layout, y.Layout, dy.Layout, dx.Layout),
            Lowering.Of(x), Lowering.Of(y), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}
