namespace Unfurl.Generator;

/// <summary>[Maxout]: (C, ..) to (C / pieces, ..).</summary>
internal sealed class MaxoutLayer : LayerRule
{
    public override string Kind => "Maxout";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        int channels = input.Shape.Channels;
        return layer.AtLeast(1, "pieces") is { } pieces
            && layer.IsInRange("pieces", pieces, channels % pieces == 0, InvariantText.Of($"a divisor of the {channels} channels of {layer.TitleOf(input)}"))
            ? layer.Add(new Maxout(pieces), input)
            : null;
    }
}

/// <summary>y[c,i,j] = max over p below pieces of x[c * pieces + p,i,j]; input x.</summary>
/// <remarks>dx is dy at the first of the largest, else 0.</remarks>
internal sealed record Maxout(int Pieces) : Operation
{
    public override string Name => "maxout";

    public override string Describe() => InvariantText.Of($"maxout of {Pieces}");

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0];

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0].WithChannels(inputs[0].Channels / Pieces);

    public override void Differentiate(GradientContext context) => context.Give(0, new MaxoutGradient(Pieces), context.Input(0), context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(MaxoutKernels.Forward(x.Layout, y.Layout, Pieces), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>Gradient of maxout; inputs x, dy.</summary>
internal sealed record MaxoutGradient(int Pieces) : Operation
{
    public override string Name => "maxout gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor x = lowering.Read(node.Inputs[0], kind), dy = lowering.Read(node.Inputs[1], kind);
        Tensor dx = lowering.Write(kind);
        lowering.Call(MaxoutKernels.Backward(x.Layout, dy.Layout, dx.Layout, Pieces), Lowering.Of(x), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}
