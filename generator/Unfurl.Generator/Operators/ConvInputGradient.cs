namespace Unfurl.Generator;

/// <summary>Gradient of a convolution with respect to what it read; inputs w, dy.</summary>
internal sealed record ConvInputGradient(Window Window, Shape Source, int Groups) : Operation
{
    /// <summary>Whether all groups have the same weights.</summary>
    public bool Shares { get; init; }

    public override string Name => "conv input gradient";

    public override string Describe() => $"{Name} {Window}" + (Groups > 1 ? $" in {Groups} groups" : "");

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Source;

    public override Halo Halo(int input, IReadOnlyList<Shape> inputs) =>
        input == 1 ? TransposedConvolution.Halo(Window, Source, inputs[1]) : Generator.Halo.None;

    public override void Lower(Node node, Lowering lowering) =>
        new TransposedConvolution(lowering, Window, Source, Groups, Shares, "backward", null).Lower(node.Inputs[1], node.Inputs[0], null);
}
