namespace Unfurl.Generator;

/// <summary>[Flatten]: a map to the vector of its numbers, channels outermost.</summary>
internal sealed class FlattenLayer : LayerRule
{
    public override string Kind => "Flatten";

    public override Value? Build(LayerContext layer, Value input) => layer.Add(new Reshape(Shape.Of(input.Shape.Length)), input);
}

/// <summary>The same numbers, in (C, H, W) order, under another shape; input x. The gradient is the reverse.</summary>
internal sealed record Reshape(Shape Shape) : Operation
{
    public override string Name => "reshape";

    public override string Describe() => $"reshape to {Shape}";

    public override bool IsView => true;

    public override bool PassesOn(int input) => true;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0];

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape;

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new Reshape(context.Input(0).Shape), context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.ReadNatural(node.Inputs[0]);
        int stretch = x.Layout.Length - Shape.Length;
        bool wholeVectors = x.Buffer.Storage == Storage.Workspace && x.Layout.Length == Layout.RoundUp(Shape.Length);
        lowering.Alias(x with
        {
            Layout = Shape.IsVector && wholeVectors
                ? Layout.Create(LayoutKind.Blocked, Shape, Generator.Halo.None)
                : Layout.Natural(Shape) with { Stretch = stretch },
        });
    }
}
