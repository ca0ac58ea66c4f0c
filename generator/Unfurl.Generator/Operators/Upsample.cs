namespace Unfurl.Generator;

/// <summary>[Upsample]: (C, H, W) to (C, S H, S W).</summary>
internal sealed class UpsampleLayer : LayerRule
{
    private const int MostCells = 1 << 26;

    public override string Kind => "Upsample";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        if (!layer.ReadsMap(input) || WindowReader.IsOfNoHeight(layer, input) || Scale(layer, "ScaleWidth") is not { } horizontal)
            return null;
        int? vertical = input.Shape.IsSequence ? 1 : Scale(layer, "ScaleHeight");
        return vertical is { } rows && (input.Shape.IsOpen || layer.IsAtMost(MostCells, "the output", (double)input.Shape.Length * rows * horizontal))
            ? layer.Add(new Upsample(rows, horizontal), input)
            : null;
    }

    private static int? Scale(LayerContext layer, string own) => layer.Has(own) ? layer.AtLeast(1, own) : layer.AtLeast(1, "scale");
}

/// <summary>y[c,i,j] = x[c, i / S, j / S], rounded down; input x.</summary>
/// <remarks>dx[c,p,q] = sum over r,s below S of dy[c, p S + r, q S + s]: <see cref="UpsampleGradient"/>.</remarks>
internal sealed record Upsample(int Vertical, int Horizontal) : Operation
{
    public override string Name => "upsample";

    public override string Describe() => $"{Name} {Vertical} x {Horizontal}";

    public override bool PassesOn(int input) => true;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0];

    public override Shape Infer(IReadOnlyList<Shape> inputs) =>
        inputs[0].WithMap(inputs[0].Channels, inputs[0].Height * Vertical, inputs[0].Width * Horizontal);

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new UpsampleGradient(Vertical, Horizontal, context.Input(0).Shape), context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]), readable: false);
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(UpsampleKernels.Forward(this, x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>Gradient of upsampling: the sum of each cell's copies; input dy.</summary>
internal sealed record UpsampleGradient(int Vertical, int Horizontal, Shape Source) : Operation
{
    public override string Name => "upsample gradient";

    public override string Describe() => $"{Name} {Vertical} x {Horizontal}";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Source;

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor dy = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor dx = lowering.Write(dy.Layout.Kind);
        lowering.Call(UpsampleKernels.Backward(this, dy.Layout, dx.Layout), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}
