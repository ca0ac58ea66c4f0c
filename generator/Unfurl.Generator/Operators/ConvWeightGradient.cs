namespace Unfurl.Generator;

/// <summary>Gradient of a convolution with respect to its weights, dw[o,c,r,s] = sum over i,j of dy[o,i,j] x[c, i S + r D - P, j S + s D - P];
/// inputs x, dy.</summary>
/// <remarks>Weights that all groups share get the sum of what each group gives.</remarks>
internal sealed record ConvWeightGradient(Window Window, Shape Weights, int Groups) : Operation
{
    /// <summary>Whether all groups have the same weights.</summary>
    public bool Shares { get; init; }

    public override string Name => "conv weight gradient";

    public override string Describe() => $"{Name} {Window}" + (Groups > 1 ? $" in {Groups} groups" : "");

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Weights;

    public override Halo Halo(int input, IReadOnlyList<Shape> inputs) => input == 0
        ? new Halo(Window.Vertical.Before, Window.Horizontal.Before, Window.Vertical.After, Window.Horizontal.After)
        : Generator.Halo.None;

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = ConvolutionChoice.Choose(node.Inputs[1].Shape, Window.Horizontal.Stride);
        bool planar = kind == LayoutKind.Planar;
        var groups = new ChannelGroups(node.Inputs[0].Shape.Channels / Groups, node.Inputs[1].Shape.Channels / Groups, Groups) { Shares = Shares };
        bool sameKind = planar || groups.IsDepthwise;
        Tensor dy = lowering.Read(node.Inputs[1], kind);
        Tensor x = lowering.Read(node.Inputs[0], sameKind ? kind : null, readable: sameKind);
        TapGrid taps = TapGrid.Forward(Window);
        PositionAxis rows = PositionAxis.Forward(dy.Layout.Height, Window.Vertical.Stride);
        Buffer gradient = lowering.Gradient(node.Output);
        if (planar)
        {
            foreach (TapRange range in TapRange.Split(taps, PlanarWeightGradient.Outputs(groups)))
            {
                lowering.Call(
                    PlanarWeightGradient.Create(x.Layout, dy.Layout, groups, taps, rows, range),
                    Lowering.Of(x), Lowering.Of(dy), Lowering.Of(gradient), new SamplesArgument());
            }

            return;
        }

        Buffer packed = lowering.Scratch(node.Output.Name, BlockedConvolution.PackedLength(groups, taps.Count));
        foreach (TapRange range in TapRange.Split(taps, outputs: 1))
        {
            lowering.Call(
                BlockedWeightGradient.Create(
                    x.Layout, dy.Layout, groups, taps, rows, PositionAxis.Forward(dy.Layout.Width, Window.Horizontal.Stride), range),
                Lowering.Of(x), Lowering.Of(dy), Lowering.Of(packed), new SamplesArgument());
        }

        lowering.Call(
            ConvolutionPacking.AddUnpacked(groups, taps, groups.Source * taps.Count, taps.Count),
            Lowering.Of(packed), Lowering.Of(gradient));
    }
}

/// <summary>Taps handled by one kernel: very large windows are split so that no method outgrows what the JIT optimises.</summary>
internal sealed record TapRange(int First, int Count)
{
    // Every tap of every output summed at once costs a local and some 45 instructions.
    private const int Most = 160;

    public static IEnumerable<TapRange> Split(TapGrid grid, int outputs)
    {
        int taps = grid.Count;

        // A loop over the kernel's rows spells out one of them.
        int most = grid.Columns.Count <= BlockedWeightGradient.MostColumns && outputs == 1 ? taps : Most / outputs;
        for (int first = 0; first < taps; first += most)
            yield return new TapRange(first, Math.Min(most, taps - first));
    }
}
