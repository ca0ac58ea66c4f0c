namespace Unfurl.Generator;

/// <summary>[FractionalMaxPool]: (C, H, W) to (C, floor(H / ratio), floor(W / ratio)).</summary>
internal sealed class FractionalMaxPoolLayer : LayerRule
{
    // Edges are kept as floats.
    private const int MostCells = 1 << 24, MostPasses = 64;

    public override string Kind => "FractionalMaxPool";

    public override string InsteadOfOpenSizes => "put [MaxPool] in its place, or give [Network] numbers";

    public override Value? Build(LayerContext layer, Value input)
    {
        double ratio = layer.Number("ratio", 0), seed = layer.Number("Seed", 0);
        int size = Math.Max(input.Shape.Height, input.Shape.Width);
        if (!layer.ReadsMap(input)
            || !layer.IsInRange("ratio", ratio, ratio is >= 1 and <= 1024, "1 to 1024")
            || !layer.IsInRange("the size of the map", size, size <= MostCells, InvariantText.Of($"at most {MostCells}"))
            || layer.AtLeast(1, "Passes", 1) is not { } passes
            || !layer.IsInRange("Passes", passes, passes <= MostPasses, InvariantText.Of($"at most {MostPasses}"))
            || !layer.IsInRange("Seed", seed, seed is >= 0 and < MostCells, InvariantText.Of($"0 to {MostCells - 1}")))
            return null;
        bool overlaps = layer.Flag("Overlapping", true);
        WindowAxis vertical = input.Shape.IsSequence ? WindowAxis.One : Axis(input.Shape.Height), horizontal = Axis(input.Shape.Width);
        var draw = new FractionalEdges(
            vertical as DrawnAxis ?? new DrawnAxis(1, 1, Overlaps: false), (DrawnAxis)horizontal, layer.Flag("PseudoRandom", false), (int)seed, passes, IsFixed: false);
        return layer.Add(new FractionalMaxPool(new Window(draw.Vertical, draw.Horizontal), Sets: 1, passes), input, layer.Add(draw));

        DrawnAxis Axis(int cells) => new(cells, Math.Max(1, (int)Math.Floor(cells / ratio)), overlaps);
    }
}

/// <summary>Sets of edges of windows, rows first: for each sample its own, from the training pass; or, fixed, the same for all; no inputs.</summary>
internal sealed record FractionalEdges(DrawnAxis Vertical, DrawnAxis Horizontal, bool PseudoRandom, int Seed, int Passes, bool IsFixed) : Operation
{
    public override string Name => "fractional edges";

    public override bool IsRepeatable => false;

    public override Substitute? AsUsed => new(this with { IsFixed = true }, Inputs: 0);

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(Passes * (Vertical.Edges + Horizontal.Edges));

    public override void Lower(Node node, Lowering lowering) => lowering.Draw(lowering.WriteNatural().Buffer, new Draw(
        "FractionalRegions.Fill",
        Vertical.Size, Vertical.Outputs, Vertical.Overlaps ? 1 : 0, Horizontal.Size, Horizontal.Outputs, Horizontal.Overlaps ? 1 : 0, PseudoRandom ? 1 : 0, Seed, Passes, IsFixed ? 1 : 0)
        {
            IsFixed = IsFixed,
        });
}

/// <summary>y[c,i,j] = max of x over window i,j as the first set of edges says; as used, the mean of that over all sets; inputs x, edges.</summary>
/// <remarks>dx gets dy at the first cell in row order that equals the maximum: <see cref="FractionalMaxPoolGradient"/>.</remarks>
internal sealed record FractionalMaxPool(Window Window, int Sets, int Passes) : Operation
{
    public override string Name => "fractional max pool";

    public override string Describe() => $"{Name} {Window}";

    public override Substitute? AsUsed => new(this with { Sets = Passes }, Inputs: 2);

    public override bool PassesOn(int input) => input == 0;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0];

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Window.Over(inputs[0], inputs[0].Channels);

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new FractionalMaxPoolGradient(Window), context.Input(0), context.Input(1), context.Output, context.OutputGradient);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0])), edges = lowering.Read(node.Inputs[1], readable: false);
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(
            FractionalPoolKernels.Forward(Window, Sets, x.Layout, edges.Layout, y.Layout), Lowering.Of(x), Lowering.Of(edges), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>Gradient of fractional max pooling; inputs x, edges, y, dy.</summary>
internal sealed record FractionalMaxPoolGradient(Window Window) : Operation
{
    public override string Name => "fractional max pool gradient";

    public override string Describe() => $"{Name} {Window}";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor x = lowering.Read(node.Inputs[0], kind), edges = lowering.Read(node.Inputs[1], readable: false);
        Tensor y = lowering.Read(node.Inputs[2], kind), dy = lowering.Read(node.Inputs[3], kind);
        Tensor dx = lowering.Write(kind);
        lowering.Call(
            FractionalPoolKernels.Backward(Window, x.Layout, edges.Layout, y.Layout, dy.Layout, dx.Layout),
            Lowering.Of(x), Lowering.Of(edges), Lowering.Of(y), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}
