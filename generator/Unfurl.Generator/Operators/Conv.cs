namespace Unfurl.Generator;

/// <summary>[Conv]: (C, H, W) to (channels, H', W').</summary>
internal sealed class ConvLayer : LayerRule
{
    // Every tap of a gradient is spelled out; larger kernels are a product over the whole map anyway.
    private const int MostTaps = 4096;

    public override string Kind => "Conv";

    public override Value? Build(LayerContext layer, Value input)
    {
        int? channels = layer.AtLeast(1, "channels");
        Window? window = layer.Window(input, defaultStride: _ => 1, dilates: true);
        if (channels is null || window is null || !layer.IsAtMost(MostTaps, "the kernel", window.Cells))
            return null;
        int fanIn = input.Shape.Channels * window.Cells;
        Shape weights = input.Shape.IsSequence
            ? Shape.Of(channels.Value, input.Shape.Channels, window.Horizontal.Kernel)
            : Shape.Of(channels.Value, input.Shape.Channels, window.Vertical.Kernel, window.Horizontal.Kernel);
        double bound = 1 / Math.Sqrt(fanIn);
        bool bias = layer.Flag("Bias", true);
        if (layer.Parameter("weight", weights, bound) is not { } w)
            return null;
        var convolution = new Conv(window, channels.Value, bias, null);
        return bias && layer.Parameter("bias", Shape.Of(channels.Value), bound) is { } b
            ? layer.Add(convolution, input, w, b)
            : layer.Add(convolution, input, w);
    }
}

/// <summary>y[o,i,j] = f(b[o] + sum over c,r,s of w[o,c,r,s] x[c, i S + r D - P, j S + s D - P]); inputs x, w and perhaps b.</summary>
/// <remarks>
/// dx[c,p,q] = sum over o and those r,s that reach (p,q) of w[o,c,r,s] dy[o,i,j]: <see cref="ConvInputGradient"/>.
/// dw[o,c,r,s] = sum over i,j of dy[o,i,j] x[c, i S + r D - P, j S + s D - P]: <see cref="ConvWeightGradient"/>.
/// db[o] = sum over i,j of dy[o,i,j]: <see cref="BiasGradient"/>.
/// </remarks>
internal sealed record Conv(Window Window, int Channels, bool Bias, Expression? Epilogue) : Operation
{
    public override string Name => "conv";

    public override string Describe() => $"conv {Window} to {Channels}" + (Epilogue is null ? "" : $" then {Epilogue}");

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Window.Over(inputs[0], Channels);

    public override void Differentiate(GradientContext context)
    {
        context.Give(0, new ConvInputGradient(Window, context.Input(0).Shape), context.Input(1), context.OutputGradient);
        context.Give(1, new ConvWeightGradient(Window, context.Input(1).Shape), context.Input(0), context.OutputGradient);
        if (Bias)
            context.Give(2, new BiasGradient(), context.OutputGradient);
    }

    public override Operation? WithEpilogue(Expression formula) => Epilogue is null ? this with { Epilogue = formula } : null;

    public override Halo Halo(int input, IReadOnlyList<Shape> inputs) => input == 0
        ? new Halo(Window.Vertical.Before, Window.Horizontal.Before, Window.Vertical.After, Window.Horizontal.After)
        : Generator.Halo.None;

    public override long MultiplyAdds(Node node) =>
        (long)node.Output.Shape.Length * node.Inputs[0].Shape.Channels * Window.Cells;

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = ConvolutionChoice.Choose(node.Output.Shape, Window.Horizontal.Stride);
        Tensor x = lowering.Read(node.Inputs[0], kind == LayoutKind.Planar ? kind : null, readable: kind == LayoutKind.Planar);
        Tensor y = lowering.Write(kind);
        var taps = new TapGrid(TapAxis.Forward(Window.Vertical), TapAxis.Forward(Window.Horizontal), Window.Horizontal.Kernel);
        var plan = new ConvolutionPlan(
            x.Layout,
            y.Layout,
            taps,
            PositionAxis.Forward(y.Layout.Height, Window.Vertical.Stride),
            PositionAxis.Forward(y.Layout.Width, Window.Horizontal.Stride),
            Bias,
            Lowering.Fused(Epilogue));
        int inputs = x.Layout.Channels;
        Kernel kernel = kind == LayoutKind.Planar
            ? PlanarConvolution.Create(plan, inputs * taps.Count, taps.Count)
            : BlockedConvolution.Create(plan);
        Buffer weights = kind == LayoutKind.Planar
            ? lowering.Parameter(node.Inputs[1])
            : lowering.Packed(
                node.Inputs[1],
                "forward",
                BlockedConvolution.PackedLength(Channels, inputs, taps.Count),
                ConvolutionPacking.Pack(Channels, inputs, taps, inputs * taps.Count, taps.Count));
        Argument[] bias = Bias ? [Lowering.Of(lowering.Parameter(node.Inputs[2]))] : [];
        lowering.Call(kernel, [Lowering.Of(x), Lowering.Of(weights), .. bias, Lowering.Of(y), new SamplesArgument()]);
        lowering.FinishApart(y, Epilogue);
    }
}
