namespace Unfurl.Generator;

/// <summary>y[c,i,j] = x[c]: one number per channel at every pixel; input x, of shape (C) or (C, 1, 1).</summary>
/// <remarks>dx[c] = sum over i,j of dy[c,i,j]: <see cref="PixelSum"/>.</remarks>
internal sealed record Spread(Shape Shape) : Operation
{
    public override string Name => "spread";

    public override string Describe() => $"spread to {Shape}";

    public static bool Fits(Shape channels, Shape map) =>
        map.IsMap && channels.Channels == map.Channels && channels.Height * channels.Width == 1;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0];

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape;

    public override void Differentiate(GradientContext context) => context.Give(0, new PixelSum(context.Input(0).Shape), context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        // A block of the map takes a block of the numbers.
        LayoutKind kind = ConvolutionChoice.Choose(Shape, horizontalStride: 1);
        bool blocked = kind == LayoutKind.Blocked;
        Tensor x = lowering.Read(node.Inputs[0], blocked ? kind : null, readable: blocked);
        Tensor y = lowering.Write(kind);
        lowering.Call(SpreadKernels.Forward(x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>y[c] = sum over i,j of x[c,i,j]; input x.</summary>
internal sealed record PixelSum(Shape Shape) : Operation
{
    public override string Name => "pixel sum";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape;

    public override void Differentiate(GradientContext context) => context.Give(0, new Spread(context.Input(0).Shape), context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor y = lowering.Write(LayoutKind.Blocked);
        lowering.Call(SpreadKernels.Backward(x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}
