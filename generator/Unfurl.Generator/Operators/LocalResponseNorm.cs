namespace Unfurl.Generator;

/// <summary>[LocalResponseNorm]: shape unchanged.</summary>
internal sealed class LocalResponseNormLayer : LayerRule
{
    public override string Kind => "LocalResponseNorm";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        double alpha = layer.Number("Alpha", 1e-4), beta = layer.Number("Beta", 0.75), k = layer.Number("K", 1);
        if (layer.AtLeast(1, "size") is not { } size
            || !layer.IsInRange("size", size, size <= 1024, "at most 1024")
            || !layer.IsInRange("Alpha", alpha, alpha >= 0 && !double.IsInfinity(alpha), "a finite number of at least 0")
            || !layer.IsInRange("Beta", beta, Math.Abs(beta) <= 100, "-100 to 100")
            || !layer.IsInRange("K", k, k > 0 && !double.IsInfinity(k), "a finite number greater than 0"))
            return null;
        return layer.Add(new LocalResponseNorm(size, alpha, beta, k), input);
    }
}

/// <summary>y[c] = x[c] / d[c]^beta with d[c] = k + alpha / size sum of x[c']^2 over c - floor((size-1)/2) .. c + ceil((size-1)/2); input x.</summary>
/// <remarks>dx[c] = dy[c] / d[c]^beta - 2 alpha beta / size x[c] sum of dy[i] x[i] / d[i]^(beta+1) over the i whose window holds c.</remarks>
internal sealed record LocalResponseNorm(int Size, double Alpha, double Beta, double K) : Operation
{
    public override string Name => "local response norm";

    /// <summary>Channels of the window before its centre.</summary>
    public int Before => (Size - 1) / 2;

    /// <summary>Channels of the window behind its centre.</summary>
    public int After => Size - 1 - Before;

    public override bool PassesOn(int input) => true;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0];

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new LocalResponseNormGradient(this), context.Input(0), context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], LayoutKind.Blocked);
        Tensor y = lowering.Write(LayoutKind.Blocked);
        Buffer squares = lowering.Own($"{node.Output.Name} squares", LocalResponseNormKernels.LineLength(this, x.Layout));
        lowering.Call(
            LocalResponseNormKernels.Forward(this, x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), Lowering.Of(squares), new SamplesArgument());
    }
}

/// <summary>Gradient of local response normalisation; inputs x, dy.</summary>
internal sealed record LocalResponseNormGradient(LocalResponseNorm Norm) : Operation
{
    public override string Name => "local response norm gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], LayoutKind.Blocked), dy = lowering.Read(node.Inputs[1], LayoutKind.Blocked);
        Tensor dx = lowering.Write(LayoutKind.Blocked);
        int length = LocalResponseNormKernels.LineLength(Norm, x.Layout);
        Buffer squares = lowering.Scratch($"{node.Output.Name} squares", length), ratios = lowering.Scratch($"{node.Output.Name} ratios", length);
        lowering.Call(
            LocalResponseNormKernels.Backward(Norm, x.Layout, dy.Layout, dx.Layout),
            Lowering.Of(x), Lowering.Of(dy), Lowering.Of(dx), Lowering.Of(squares), Lowering.Of(ratios), new SamplesArgument());
    }
}
