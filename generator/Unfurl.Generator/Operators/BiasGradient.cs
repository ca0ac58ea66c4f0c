namespace Unfurl.Generator;

/// <summary>Gradient of a bias: db[o] = sum over i,j of dy[o,i,j]; input dy.</summary>
internal sealed record BiasGradient : Operation
{
    public override string Name => "bias gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(inputs[0].Channels);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor dy = lowering.Read(node.Inputs[0], node.Inputs[0].Shape.IsVector ? LayoutKind.Blocked : null);
        lowering.Call(BiasGradientKernel.Create(dy.Layout), Lowering.Of(dy), Lowering.Of(lowering.Gradient(node.Output)), new SamplesArgument());
    }
}
