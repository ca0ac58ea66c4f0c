namespace Unfurl.Generator;

/// <summary>[RadialBasis]: (F) to (features), the distances from learned centres through a bell of learned width.</summary>
internal sealed class RadialBasisLayer : LayerRule
{
    private static readonly Expression Bell = FormulaParser.Parse("exp(-x / (2 * width * width))", ["x", "width"], out _)!;

    public override string Kind => "RadialBasis";

    public override Value? Build(LayerContext layer, Value input)
    {
        int? features = layer.AtLeast(1, "features");
        double width = layer.Number("Width", Math.Sqrt(input.Shape.Channels));
        if (!input.Shape.IsVector)
            layer.Report(Descriptors.DenseNeedsVector.Id, layer.Title, layer.TitleOf(input), input.Shape.ToString());
        if (!layer.IsInRange("Width", width, width is >= 1e-9 and <= 1e9, "1e-9 to 1e9") || features is not { } outputs || !input.Shape.IsVector)
            return null;
        Value? centres = layer.Parameter("centres", Shape.Of(outputs, input.Shape.Length), bound: 1);
        Value? widths = layer.Parameter("widths", Shape.Of(outputs), bound: 0, width);
        return centres is null || widths is null
            ? null
            : layer.Add(new LearnedActivation(Bell, EquatableArray.Of("x"), EquatableArray.Of("width")), layer.Add(new SquaredDistances(), input, centres), widths);
    }
}

/// <summary>y[o] = sum over i of (x[i] - c[o,i])^2; inputs x, c.</summary>
/// <remarks>dx[i] = 2 sum over o of dy[o] (x[i] - c[o,i]), dc[o,i] = 2 dy[o] (c[o,i] - x[i]).</remarks>
internal sealed record SquaredDistances : Operation
{
    public override string Name => "squared distances";

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => true;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(inputs[1].Sizes[0]);

    public override Extent MultiplyAdds(Node node) => node.Inputs[1].Shape.Length;

    public override void Differentiate(GradientContext context)
    {
        context.Give(0, new SquaredDistancesInputGradient(), context.Input(0), context.Input(1), context.OutputGradient);
        context.Give(1, new SquaredDistancesCentreGradient(), context.Input(0), context.Input(1), context.OutputGradient);
    }

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], readable: false), y = lowering.Write(LayoutKind.Blocked);
        lowering.Call(
            SquaredDistancesKernels.Forward(x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(lowering.Parameter(node.Inputs[1])), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>Gradient of the point; inputs x, c, dy.</summary>
internal sealed record SquaredDistancesInputGradient : Operation
{
    public override string Name => "squared distances input gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override Extent MultiplyAdds(Node node) => node.Inputs[1].Shape.Length;

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], readable: false), dy = lowering.Read(node.Inputs[2], readable: false), dx = lowering.Write(LayoutKind.Blocked);
        lowering.Call(
            SquaredDistancesKernels.InputGradient(x.Layout, dy.Layout, dx.Layout),
            Lowering.Of(x), Lowering.Of(lowering.Parameter(node.Inputs[1])), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}

/// <summary>Gradient of the centres; inputs x, c, dy.</summary>
internal sealed record SquaredDistancesCentreGradient : Operation
{
    public override string Name => "squared distances centre gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[1];

    public override Extent MultiplyAdds(Node node) => node.Inputs[1].Shape.Length;

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], readable: false), dy = lowering.Read(node.Inputs[2], readable: false);
        lowering.Call(
            SquaredDistancesKernels.CentreGradient(x.Layout, dy.Layout),
            Lowering.Of(x), Lowering.Of(lowering.Parameter(node.Inputs[1])), Lowering.Of(dy), Lowering.Of(lowering.Gradient(node.Output)), new SamplesArgument());
    }
}
