namespace Unfurl.Generator;

/// <summary>Gradient of a convolution with respect to its weights, dw[o,c,r,s] = sum over i,j of dy[o,i,j] x[c, i S + r D - P, j S + s D - P];
/// inputs x, dy.</summary>
internal sealed record ConvWeightGradient(Window Window, Shape Weights) : Operation
{
    public override string Name => "conv weight gradient";

    public override string Describe() => $"{Name} {Window}";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Weights;

    public override Halo Halo(int input, IReadOnlyList<Shape> inputs) => input == 0
        ? new Halo(Window.Vertical.Before, Window.Horizontal.Before, Window.Vertical.After, Window.Horizontal.After)
        : Generator.Halo.None;

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = ConvolutionChoice.Choose(node.Inputs[1].Shape, Window.Horizontal.Stride);
        bool planar = kind == LayoutKind.Planar;
        Tensor dy = lowering.Read(node.Inputs[1], kind);
        Tensor x = lowering.Read(node.Inputs[0], planar ? kind : null, readable: planar);
        var taps = new TapGrid(TapAxis.Forward(Window.Vertical), TapAxis.Forward(Window.Horizontal), Window.Horizontal.Kernel);
        PositionAxis rows = PositionAxis.Forward(dy.Layout.Height, Window.Vertical.Stride);
        Buffer gradient = lowering.Gradient(node.Output);
        if (planar)
        {
            foreach (TapRange range in TapRange.Split(taps.Count, PlanarWeightGradient.Outputs(dy.Layout)))
            {
                lowering.Call(
                    PlanarWeightGradient.Create(x.Layout, dy.Layout, taps, rows, range),
                    Lowering.Of(x), Lowering.Of(dy), Lowering.Of(gradient), new SamplesArgument());
            }

            return;
        }

        int outputs = dy.Layout.Channels, inputs = x.Layout.Channels;
        Buffer packed = lowering.Scratch(node.Output.Name, BlockedConvolution.PackedLength(outputs, inputs, taps.Count));
        foreach (TapRange range in TapRange.Split(taps.Count, outputs: 1))
        {
            lowering.Call(
                BlockedWeightGradient.Create(x.Layout, dy.Layout, taps, rows, PositionAxis.Forward(dy.Layout.Width, Window.Horizontal.Stride), range),
                Lowering.Of(x), Lowering.Of(dy), Lowering.Of(packed), new SamplesArgument());
        }

        lowering.Call(
            ConvolutionPacking.AddUnpacked(outputs, inputs, taps, inputs * taps.Count, taps.Count),
            Lowering.Of(packed), Lowering.Of(gradient));
    }
}

/// <summary>Taps handled by one kernel: very large windows are split so that no method outgrows what the JIT optimises.</summary>
internal sealed record TapRange(int First, int Count)
{
    // Every tap of every output summed at once costs a local and some 45 instructions.
    private const int Most = 240;

    public static IEnumerable<TapRange> Split(int taps, int outputs)
    {
        int most = Most / outputs;
        for (int first = 0; first < taps; first += most)
            yield return new TapRange(first, Math.Min(most, taps - first));
    }
}
