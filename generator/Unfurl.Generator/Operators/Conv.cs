namespace Unfurl.Generator;

/// <summary>y[o,i,j] = f(b[o] + sum over r,s and the c of o's group of w[o,c,r,s] x[c, i S + r D - P, j S + s D - P]); inputs x, w, perhaps b, and perhaps a value that is
/// added in front of f.</summary>
/// <remarks>
/// dx[c,p,q] = sum over o and those r,s that reach (p,q) of w[o,c,r,s] dy[o,i,j]: <see cref="ConvInputGradient"/>.
/// dw[o,c,r,s] = sum over i,j of dy[o,i,j] x[c, i S + r D - P, j S + s D - P]: <see cref="ConvWeightGradient"/>.
/// db[o] = sum over i,j of dy[o,i,j]: <see cref="BiasGradient"/>.
/// </remarks>
internal sealed record Conv(Window Window, int Channels, int Groups, bool Bias, Expression? Epilogue) : Operation, IFoldable
{
    /// <summary>Whether the last input is added to the sums, before the formula.</summary>
    public bool Adds { get; init; }

    /// <summary>Whether all groups have the same weights, which are stored once.</summary>
    public bool Shares { get; init; }

    public override string Name => "conv";

    public int OutputAxis => Shares ? -1 : 0;

    public bool CanFoldInFront => Groups == 1 && !Window.IsPadded;

    public override string Describe() =>
        $"conv {Window} to {Channels}" + (Groups > 1 ? $" in {Groups} groups" : "") + (Shares ? " of one kernel" : "") + (Adds ? " plus" : "") + (Epilogue is null ? "" : $" then {Epilogue}");

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Window.Over(inputs[0], Channels);

    public override void Differentiate(GradientContext context)
    {
        context.Give(0, new ConvInputGradient(Window, context.Input(0).Shape, Groups) { Shares = Shares }, context.Input(1), context.OutputGradient);
        context.Give(1, new ConvWeightGradient(Window, context.Input(1).Shape, Groups) { Shares = Shares }, context.Input(0), context.OutputGradient);
        if (Bias)
            context.Give(2, new BiasGradient(), context.OutputGradient);
    }

    public override Operation? WithEpilogue(Expression formula) => Epilogue is null ? this with { Epilogue = formula } : null;

    public Operation? WithBias() => Epilogue is null && !Adds ? this with { Bias = true } : null;

    public override Operation? WithAddend() => Epilogue is null && !Adds ? this with { Adds = true } : null;

    public override Halo Halo(int input, IReadOnlyList<Shape> inputs) => input == 0
        ? new Halo(Window.Vertical.Before, Window.Horizontal.Before, Window.Vertical.After, Window.Horizontal.After)
        : Generator.Halo.None;

    public override Extent MultiplyAdds(Node node) =>
        node.Output.Shape.Length * (node.Inputs[0].Shape.Channels / Groups) * Window.Cells;

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = ConvolutionChoice.Choose(node.Output.Shape, Window.Horizontal.Stride);
        var groups = new ChannelGroups(node.Inputs[0].Shape.Channels / Groups, Channels / Groups, Groups) { Shares = Shares };
        bool planar = kind == LayoutKind.Planar;
        Tensor x = lowering.Read(node.Inputs[0], planar || groups.IsDepthwise ? kind : null, readable: planar || groups.IsDepthwise);
        TapGrid taps = TapGrid.Forward(Window);
        var plan = new ConvolutionPlan(
            x.Layout,
            Layout.Create(kind, node.Output.Shape, Generator.Halo.None),
            taps,
            PositionAxis.Forward(node.Output.Shape.Height, Window.Vertical.Stride),
            PositionAxis.Forward(node.Output.Shape.Width, Window.Horizontal.Stride),
            groups,
            Bias,
            Lowering.Fused(Epilogue));
        (plan, Tensor y) = Place(plan, lowering);
        Tensor? addend = Adds ? lowering.Read(node.Inputs[node.Inputs.Count - 1], kind) : null;
        new ConvolutionCall(lowering, plan with { Addend = addend?.Layout }, x, y) { Bias = Bias ? node.Inputs[2] : null, Addend = addend }
            .Add(node.Inputs[1], "forward", groups.Source * taps.Count, taps.Count);
        lowering.FinishApart(y, Epilogue);
    }

    // Where the results go: pooled into the place of the pool that alone reads them, if the kernel can, else into their own.
    private (ConvolutionPlan Plan, Tensor Target) Place(ConvolutionPlan plan, Lowering lowering)
    {
        LayoutKind kind = plan.Target.Kind;
        if (plan.Epilogue == Epilogue && lowering.PoolBehind is { } behind)
        {
            ConvolutionPlan pooled = plan.Pooled(behind.Pool);
            if (ConvolutionCall.Pools(lowering, pooled))
                return Into(pooled, lowering.WriteFor(behind.Reader, kind));
        }

        return Into(plan, lowering.Write(kind));

        static (ConvolutionPlan, Tensor) Into(ConvolutionPlan plan, Tensor target) => (plan with { Target = target.Layout }, target);
    }
}
