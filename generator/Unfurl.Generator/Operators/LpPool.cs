namespace Unfurl.Generator;

/// <summary>[LpPool]: (C, H, W) to (C, H', W').</summary>
internal sealed class LpPoolLayer : LayerRule
{
    public override string Kind => "LpPool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input) =>
        Power(layer) is { } power && layer.Window(input, defaultStride: kernel => kernel, dilates: false) is { } window && layer.PadsLessThanKernel(input, window)
            ? layer.Add(new LpPool(window, power), input)
            : null;

    /// <summary>The exponent; null if it is none, which is reported.</summary>
    public static double? Power(LayerContext layer)
    {
        double power = layer.Number("P", 2);
        return layer.IsInRange("P", power, power is >= 0.01 and <= 100, "0.01 to 100") ? power : null;
    }
}

/// <summary>[GlobalLpPool]: (C, H, W) to (C, 1, 1).</summary>
internal sealed class GlobalLpPoolLayer : LayerRule
{
    public override string Kind => "GlobalLpPool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input) =>
        layer.ReadsMap(input) && LpPoolLayer.Power(layer) is { } power ? layer.Add(new LpPool(Window.Whole(input.Shape), power), input) : null;
}

/// <summary>y[c,i,j] = (sum over r,s of |x[c, i S + r - P, j S + s - P]|^p)^(1/p) inside the map; input x.</summary>
/// <remarks>dx = dy sign(x) (|x| / y)^(p - 1), and 0 where x is 0: <see cref="LpPoolGradient"/>. The quotient is at most 1, so that nothing overflows.</remarks>
internal sealed record LpPool(Window Window, double Power) : Operation
{
    public override string Name => "lp pool";

    public override string Describe() => InvariantText.Of($"{Name} {Window.ToString()} p {Power}");

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => true;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Window.Over(inputs[0], inputs[0].Channels);

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new LpPoolGradient(Window, Power), context.Input(0), context.Output, context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], LpPoolKernels.Kind(Window, Power, lowering.KindOf(node.Inputs[0]), node.Inputs[0].Shape, node.Output.Shape));
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(LpPoolKernels.Forward(Window, Power, x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>Gradient of Lp pooling; inputs x, y, dy.</summary>
internal sealed record LpPoolGradient(Window Window, double Power) : Operation
{
    public override string Name => "lp pool gradient";

    public override string Describe() => InvariantText.Of($"{Name} {Window.ToString()} p {Power}");

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = LpPoolKernels.KindOfGradient(Power, lowering.KindOf(node.Inputs[0]));
        Tensor x = lowering.Read(node.Inputs[0], kind), y = lowering.Read(node.Inputs[1], kind), dy = lowering.Read(node.Inputs[2], kind);
        Tensor dx = lowering.Write(kind);
        lowering.Call(
            LpPoolKernels.Backward(Window, Power, x.Layout, y.Layout, dy.Layout, dx.Layout),
            Lowering.Of(x), Lowering.Of(y), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}
