namespace Unfurl.Generator;

/// <summary>y[c] = 1/count sum over the channels k of c's group of w[k] s[k], the same for all channels of a group; inputs s, of shape (C), and perhaps w.</summary>
internal sealed record GroupAverage(int Groups, Extent Count, bool IsWeighted) : Operation
{
    public override string Name => "group average";

    public override string Describe() => InvariantText.Of($"{Name} {Groups}");

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor sums = lowering.Read(node.Inputs[0], LayoutKind.Blocked);
        Tensor y = lowering.Write(LayoutKind.Blocked);
        lowering.Call(
            GroupNormKernels.Average(sums.Layout, y.Layout, Groups, Count, IsWeighted),
            [Lowering.Of(sums), .. node.Inputs.Skip(1).Select(p => Lowering.Of(lowering.Parameter(p))), Lowering.Of(y), new SamplesArgument()]);
    }
}

/// <summary>y[c] = sum over i,j of (x[c,i,j] - mean[c])^2; inputs x, mean.</summary>
internal sealed record CentredSquares : Operation
{
    public override string Name => "centred squares";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[1];

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0])), mean = lowering.Read(node.Inputs[1], LayoutKind.Blocked);
        Tensor y = lowering.Write(LayoutKind.Blocked);
        lowering.Call(GroupNormKernels.Squares(x.Layout, mean.Layout), Lowering.Of(x), Lowering.Of(mean), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>y[c] = sum over i,j of (x[c,i,j] - mean[c]) dy[c,i,j]; inputs x, mean, dy.</summary>
internal sealed record CentredProducts : Operation
{
    public override string Name => "centred products";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[1];

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor x = lowering.Read(node.Inputs[0], kind), mean = lowering.Read(node.Inputs[1], LayoutKind.Blocked), dy = lowering.Read(node.Inputs[2], kind);
        Tensor y = lowering.Write(LayoutKind.Blocked);
        lowering.Call(
            GroupNormKernels.Products(x.Layout, mean.Layout, dy.Layout), Lowering.Of(x), Lowering.Of(mean), Lowering.Of(dy), Lowering.Of(y), new SamplesArgument());
    }
}
