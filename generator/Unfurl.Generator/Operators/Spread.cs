namespace Unfurl.Generator;

/// <summary>y[c,i,j] = x[c,i,j], an index being 0 on the axes where x has one number; input x. A vector (C) counts as (C, 1, 1).</summary>
/// <remarks>dx is the sum of dy over those axes: <see cref="PixelSum"/> where they are height and width, else <see cref="AxisSum"/>.</remarks>
internal sealed record Spread(Shape Shape) : Operation
{
    public override string Name => "spread";

    public override string Describe() => $"spread to {Shape}";

    /// <summary>Whether every axis of a value is that of a map, or 1.</summary>
    public static bool Fits(Shape value, Shape map) => map.IsMap && (value.IsVector || value.Rank == map.Rank)
        && Fits(value.Channels, map.Channels) && Fits(value.Height, map.Height) && Fits(value.Width, map.Width);

    /// <summary>A map with its axes of one number as long as those of a value.</summary>
    public static Shape Over(Shape map, Shape value) => map.IsMap && (value.IsVector || value.Rank == map.Rank)
        ? map.WithMap(Longer(map.Channels, value.Channels), Longer(map.Height, value.Height), Longer(map.Width, value.Width))
        : map;

    public override bool PassesOn(int input) => true;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0];

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape;

    public override void Differentiate(GradientContext context)
    {
        Shape source = context.Input(0).Shape;
        context.Give(0, IsPerChannel(source) ? new PixelSum(source) : new AxisSum(source), context.OutputGradient);
    }

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = ConvolutionChoice.Choose(Shape, horizontalStride: 1);
        if (!IsPerChannel(node.Inputs[0].Shape))
        {
            Tensor any = lowering.Read(node.Inputs[0], readable: false), map = lowering.Write(kind);
            lowering.Call(AxisKernels.Spread(any.Layout, map.Layout), Lowering.Of(any), Lowering.Of(map), new SamplesArgument());
            return;
        }

        // A block of the map takes a block of the numbers.
        bool blocked = kind == LayoutKind.Blocked;
        Tensor x = lowering.Read(node.Inputs[0], blocked ? kind : null, readable: blocked);
        Tensor y = lowering.Write(kind);
        lowering.Call(SpreadKernels.Forward(x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }

    private static bool Fits(Extent size, Extent mapSize) => size == mapSize || size == 1;

    private static Extent Longer(Extent size, Extent other) => size == 1 ? other : size;

    private bool IsPerChannel(Shape source) => source.Channels == Shape.Channels && source.Height * source.Width == 1;
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

/// <summary>y = the sum of x over the axes on which y has one number; input x.</summary>
internal sealed record AxisSum(Shape Shape) : Operation
{
    public override string Name => "axis sum";

    public override string Describe() => $"axis sum to {Shape}";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape;

    public override void Differentiate(GradientContext context) => context.Give(0, new Spread(context.Input(0).Shape), context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], readable: false);
        Tensor y = lowering.Write(ConvolutionChoice.Choose(Shape, horizontalStride: 1));
        lowering.Call(AxisKernels.Sum(x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}
