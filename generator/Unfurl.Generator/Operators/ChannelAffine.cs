namespace Unfurl.Generator;

/// <summary>y[c,i,j] = f(scale[c] x[c,i,j] + shift[c]): a batch norm whose statistics stand still; inputs x, scale, shift.</summary>
/// <remarks>dx = scale dy.</remarks>
internal sealed record ChannelAffine(Expression? Epilogue) : Operation
{
    public override string Name => "channel affine";

    public override string Describe() => Name + (Epilogue is null ? "" : $" then {Epilogue}");

    public override bool WritesOver(int input) => input == 0;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override Operation? WithEpilogue(Expression formula) => Epilogue is null ? this with { Epilogue = formula } : null;

    public override void Differentiate(GradientContext context) => context.Give(0, new ChannelScale(), context.OutputGradient, context.Input(1));

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(
            NormalizationKernels.Affine(x.Layout, y.Layout, shifts: true, Lowering.Fused(Epilogue)),
            Lowering.Of(x), Lowering.Of(lowering.Parameter(node.Inputs[1])), Lowering.Of(lowering.Parameter(node.Inputs[2])), Lowering.Of(y), new SamplesArgument());
        lowering.FinishApart(y, Epilogue);
    }
}

/// <summary>y[c,i,j] = scale[c] x[c,i,j]; inputs x, scale.</summary>
internal sealed record ChannelScale : Operation
{
    public override string Name => "channel scale";

    public override bool WritesOver(int input) => input == 0;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(
            NormalizationKernels.Affine(x.Layout, y.Layout, shifts: false, null),
            Lowering.Of(x), Lowering.Of(lowering.Parameter(node.Inputs[1])), Lowering.Of(y), new SamplesArgument());
    }
}
