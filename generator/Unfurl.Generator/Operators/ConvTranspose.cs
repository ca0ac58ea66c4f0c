namespace Unfurl.Generator;

/// <summary>[ConvTranspose]: (C, H, W) to (channels, H', W').</summary>
internal sealed class ConvTransposeLayer : LayerRule
{
    public override string Kind => "ConvTranspose";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        int? channels = layer.AtLeast(1, "channels");
        if (!layer.ReadsMap(input) || channels is null || new TransposedWindowReader(layer, input).Read() is not { } read
            || !layer.IsAtMost(ConvLayer.MostTaps, "the kernel", read.Window.Cells) || layer.Groups(input, channels.Value) is not { } groups)
            return null;
        Shape target = input.Shape.WithMap(channels.Value, read.Height, read.Width);
        int perGroup = channels.Value / groups;

        // PyTorch's fan in is taken from the weights' second axis.
        double bound = 1 / Math.Sqrt((double)perGroup * read.Window.Cells);
        bool bias = layer.Flag("Bias", true);
        if (layer.Parameter("weight", read.Window.Weights(input.Shape, input.Shape.Channels, perGroup), bound) is not { } w)
            return null;
        var transposed = new ConvTranspose(read.Window, target, groups, bias, null);
        return bias && layer.Parameter("bias", Shape.Of(channels.Value), bound) is { } b
            ? layer.Add(transposed, input, w, b)
            : layer.Add(transposed, input, w);
    }
}

/// <summary>y[o,p,q] = f(b[o] + sum over the c of o's group and those i,j,r,s with p = i S + r D - P, q = j S + s D - P of w[c,o,r,s] x[c,i,j]); inputs x, w and
/// perhaps b.</summary>
/// <remarks>
/// The window is that of the convolution which reads y and writes x. So dx is that convolution of dy: <see cref="Conv"/>; and dw[c,o,r,s] = sum over i,j of
/// x[c,i,j] dy[o, i S + r D - P, j S + s D - P]: <see cref="ConvWeightGradient"/> with the parts exchanged. db[o] = sum over p,q of dy[o,p,q].
/// </remarks>
internal sealed record ConvTranspose(Window Window, Shape Target, int Groups, bool Bias, Expression? Epilogue) : Operation, IFoldable
{
    public override string Name => "transposed conv";

    public int OutputAxis => Groups == 1 ? 1 : -1;

    public bool CanFoldInFront => false;

    public override string Describe() =>
        $"{Name} {Window} to {Target}" + (Groups > 1 ? $" in {Groups} groups" : "") + (Epilogue is null ? "" : $" then {Epilogue}");

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Target;

    public override void Differentiate(GradientContext context)
    {
        context.Give(
            0, new Conv(Window, context.Input(0).Shape.Channels, Groups, Bias: false, null), context.OutputGradient, context.Input(1));
        context.Give(1, new ConvWeightGradient(Window, context.Input(1).Shape, Groups), context.OutputGradient, context.Input(0));
        if (Bias)
            context.Give(2, new BiasGradient(), context.OutputGradient);
    }

    public override Operation? WithEpilogue(Expression formula) => Epilogue is null ? this with { Epilogue = formula } : null;

    public Operation? WithBias() => Epilogue is null && Groups == 1 ? this with { Bias = true } : null;

    public override Halo Halo(int input, IReadOnlyList<Shape> inputs) =>
        input == 0 ? TransposedConvolution.Halo(Window, Target, inputs[0]) : Generator.Halo.None;

    public override Extent MultiplyAdds(Node node) => node.Inputs[0].Shape.Length * (Target.Channels / Groups) * Window.Cells;

    public override void Lower(Node node, Lowering lowering) =>
        new TransposedConvolution(lowering, Window, Target, Groups, shares: false, "transposed", Epilogue).Lower(node.Inputs[0], node.Inputs[1], Bias ? node.Inputs[2] : null);
}
