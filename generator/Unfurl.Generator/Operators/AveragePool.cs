namespace Unfurl.Generator;

/// <summary>[AveragePool]: (C, H, W) to (C, H', W').</summary>
internal sealed class AveragePoolLayer : LayerRule
{
    public override string Kind => "AveragePool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input) =>
        layer.Window(input, defaultStride: kernel => kernel, dilates: false) is { } window && layer.PadsLessThanKernel(input, window)
            ? layer.Add(new AveragePool(window, layer.Flag("CountPadding", true)), input)
            : null;
}

/// <summary>[GlobalAveragePool]: (C, H, W) to (C, 1, 1).</summary>
internal sealed class GlobalAveragePoolLayer : LayerRule
{
    public override string Kind => "GlobalAveragePool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input) =>
        layer.ReadsMap(input) ? layer.Add(new AveragePool(Window.Whole(input.Shape), CountPadding: true), input) : null;
}

/// <summary>y[c,i,j] = 1/n sum over r,s of x[c, i S + r - P, j S + s - P] inside the map; input x.</summary>
/// <remarks>n counts the window's cells inside the map, and those of the padding if <paramref name="CountPadding"/>; never cells beyond the
/// padding. Every cell of the window gets dy / n.</remarks>
internal sealed record AveragePool(Window Window, bool CountPadding) : Operation
{
    public override string Name => "average pool";

    public override string Describe() => $"{Name} {Window}";

    public override bool PassesOn(int input) => true;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0];

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Window.Over(inputs[0], inputs[0].Channels);

    public override SquarePool? AsSquarePool(Shape input) => SquarePool.Fits(Window, input) ? new MeanOfSquare() : null;

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new AveragePoolGradient(Window, CountPadding, context.Input(0).Shape), context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(AveragePoolKernels.Forward(Window, CountPadding, x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>The mean of a square.</summary>
internal sealed record MeanOfSquare : SquarePool
{
    public override string Name => "AveragePool";

    public override string Formula => "then the mean of each 2x2";

    public override Lane Of(IReadOnlyList<Lane> numbers) => numbers.Aggregate((sum, next) => sum + next) * new LaneConstant(1f / numbers.Count, numbers[0].Lanes);
}

/// <summary>Gradient of average pooling; input dy.</summary>
internal sealed record AveragePoolGradient(Window Window, bool CountPadding, Shape Source) : Operation
{
    public override string Name => "average pool gradient";

    public override string Describe() => $"{Name} {Window}";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Source;

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor dy = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor dx = lowering.Write(dy.Layout.Kind);
        lowering.Call(AveragePoolKernels.Backward(Window, CountPadding, dy.Layout, dx.Layout), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}
