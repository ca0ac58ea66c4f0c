namespace Unfurl.Generator;

/// <summary>scale[c] = w[c] / sqrt(var[c] + epsilon); inputs var and perhaps w.</summary>
internal sealed record NormalizationScale(double Epsilon, bool Affine) : Operation
{
    public override string Name => "normalization scale";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering) => lowering.Derive(FoldingKernels.Scale(node.Output.Shape.Length, Epsilon, Affine));
}

/// <summary>shift[c] = b[c] - mean[c] scale[c]; inputs mean, scale and perhaps b.</summary>
internal sealed record NormalizationShift(bool Affine) : Operation
{
    public override string Name => "normalization shift";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering) => lowering.Derive(FoldingKernels.Shift(node.Output.Shape.Length, Affine));
}

/// <summary>w'[..,c,..] = scale[c] w[..,c,..] along an axis of the weights; inputs w, scale.</summary>
internal sealed record ScaledWeights(int Axis) : Operation
{
    public override string Name => "scaled weights";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        Shape weights = node.Output.Shape;
        int inner = weights.Sizes.Skip(Axis + 1).Aggregate(1, (product, size) => product * size);
        lowering.Derive(FoldingKernels.ScaledWeights(weights.Length, inner, weights.Sizes[Axis]));
    }
}

/// <summary>b'[o] = shift[o] + scale[o] b[o]: the bias of a layer with a batch norm behind it; inputs scale, shift and perhaps b.</summary>
internal sealed record ScaledBias(bool Bias) : Operation
{
    public override string Name => "scaled bias";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering) => lowering.Derive(FoldingKernels.ScaledBias(node.Output.Shape.Length, Bias));
}

/// <summary>b'[o] = b[o] + sum over c and taps of w[o,c,..] shift[c]: the bias of a layer with a batch norm in front of it; inputs w, shift and perhaps b.</summary>
internal sealed record ShiftedBias(bool Bias) : Operation
{
    public override string Name => "shifted bias";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(inputs[0].Sizes[0]);

    public override void Lower(Node node, Lowering lowering)
    {
        Shape weights = node.Inputs[0].Shape;
        lowering.Derive(FoldingKernels.ShiftedBias(weights.Sizes[0], weights.Sizes[1], weights.Length / weights.Sizes[0] / weights.Sizes[1], Bias));
    }
}
