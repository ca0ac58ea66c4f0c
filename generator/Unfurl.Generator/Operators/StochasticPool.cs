namespace Unfurl.Generator;

/// <summary>[StochasticPool]: (C, H, W) to (C, H', W').</summary>
internal sealed class StochasticPoolLayer : LayerRule
{
    public override string Kind => "StochasticPool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        if (layer.Window(input, defaultStride: kernel => kernel, dilates: false) is not { } window || !layer.PadsLessThanKernel(input, window)
            || !layer.IsInRange("the number of cells in a window", window.Cells, window.Cells <= StochasticChoice.MostCells, InvariantText.Of($"at most {StochasticChoice.MostCells}")))
            return null;
        if (!layer.IsNonNegative(input))
            layer.Report(Descriptors.NegativeProbability.Id, layer.Title, layer.TitleOf(input));
        Value numbers = layer.Add(new UniformDraw(window.Over(input.Shape, input.Shape.Channels)));
        return layer.Add(new ChosenPool(window), input, layer.Add(new StochasticChoice(window), input, numbers));
    }
}

/// <summary>Uniform in [0, 1), for every number; no inputs.</summary>
internal sealed record UniformDraw(Shape Shape) : Operation
{
    public override string Name => "uniform draw";

    public override bool IsRepeatable => false;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape;

    public override void Lower(Node node, Lowering lowering) => lowering.Draw(lowering.WriteNatural().Buffer, new Draw("RandomNumbers.FillUniform"));
}

/// <summary>The number of a cell of each window, row by row, with probability max(x, 0) / sum of max(x, 0) over the window: the last positive one whose predecessors sum to
/// at most u times that sum; -1 if there is none; inputs x, u.</summary>
internal sealed record StochasticChoice(Window Window) : Operation
{
    /// <summary>A float holds every number up to that.</summary>
    public const int MostCells = 1 << 24;

    public override string Name => "stochastic choice";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[1];

    // A choice has no slope: what it chose from is differentiated where it is used.
    public override void Differentiate(GradientContext context)
    {
    }

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor x = lowering.Read(node.Inputs[0], kind), numbers = lowering.Read(node.Inputs[1], kind);
        Tensor y = lowering.Write(kind);
        lowering.Call(
            ChoicePoolKernels.Choice(Window, x.Layout, numbers.Layout, y.Layout), Lowering.Of(x), Lowering.Of(numbers), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>y[c,i,j] = the cell of window i,j with the number choice[c,i,j], 0 for -1; as used <see cref="StochasticMean"/>; inputs x, choice.</summary>
/// <remarks>dx gets dy at that cell: <see cref="ChosenPoolGradient"/>.</remarks>
internal sealed record ChosenPool(Window Window) : Operation
{
    public override string Name => "chosen pool";

    public override string Describe() => $"{Name} {Window}";

    public override Substitute? AsUsed => new(new StochasticMean(Window), Inputs: 1);

    public override bool PassesOn(int input) => input == 0;

    // A cell is chosen because it is positive.
    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => true;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[1];

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new ChosenPoolGradient(Window, context.Input(0).Shape), context.Input(1), context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor x = lowering.Read(node.Inputs[0], kind), choice = lowering.Read(node.Inputs[1], kind);
        Tensor y = lowering.Write(kind);
        lowering.Call(
            ChoicePoolKernels.Chosen(Window, x.Layout, choice.Layout, y.Layout), Lowering.Of(x), Lowering.Of(choice), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>Gradient of a chosen pool; inputs choice, dy.</summary>
internal sealed record ChosenPoolGradient(Window Window, Shape Source) : Operation
{
    public override string Name => "chosen pool gradient";

    public override string Describe() => $"{Name} {Window}";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Source;

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[1]);
        Tensor choice = lowering.Read(node.Inputs[0], kind), dy = lowering.Read(node.Inputs[1], kind);
        Tensor dx = lowering.Write(kind);
        lowering.Call(
            ChoicePoolKernels.Backward(Window, choice.Layout, dy.Layout, dx.Layout), Lowering.Of(choice), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}

/// <summary>y[c,i,j] = sum of max(x, 0)^2 / sum of max(x, 0) over window i,j, the expectation of the draw, and 0 where the sum is; input x.</summary>
internal sealed record StochasticMean(Window Window) : Operation
{
    public override string Name => "stochastic mean";

    public override string Describe() => $"{Name} {Window}";

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => true;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Window.Over(inputs[0], inputs[0].Channels);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(ChoicePoolKernels.Mean(Window, x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}
