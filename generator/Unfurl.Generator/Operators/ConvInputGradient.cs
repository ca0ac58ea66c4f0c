namespace Unfurl.Generator;

/// <summary>Gradient of a convolution with respect to what it read; inputs w, dy.</summary>
/// <remarks>Input row S i + a is reached from output row i + (a + P - r D) / S by the kernel rows r for which that is whole: for each phase
/// (a, b) a convolution of stride 1 over dy with some of the taps, in reverse, written every S-th row and column.</remarks>
internal sealed record ConvInputGradient(Window Window, Shape Source) : Operation
{
    public override string Name => "conv input gradient";

    public override string Describe() => $"{Name} {Window}";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Source;

    public override Halo Halo(int input, IReadOnlyList<Shape> inputs)
    {
        if (input != 1)
            return Generator.Halo.None;
        (int top, int bottom) = Reach(Window.Vertical, Source.Height, inputs[1].Height);
        (int left, int right) = Reach(Window.Horizontal, Source.Width, inputs[1].Width);
        return new Halo(top, left, bottom, right);
    }

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = ConvolutionChoice.Choose(Source, Window.Horizontal.Stride);
        Tensor dy = lowering.Read(node.Inputs[1], kind == LayoutKind.Planar ? kind : null, readable: kind == LayoutKind.Planar);
        Tensor dx = lowering.Write(kind);
        int[] rows = Phases(Window.Vertical, Source.Height), columns = Phases(Window.Horizontal, Source.Width);

        // A stride past the kernel leaves cells that no window reads.
        if (rows.Length < Math.Min(Window.Vertical.Stride, Source.Height) || columns.Length < Math.Min(Window.Horizontal.Stride, Source.Width))
            lowering.Call(ClearKernel.Create(dx.Layout), Lowering.Of(dx), new SamplesArgument());
        foreach (int a in rows)
        {
            foreach (int b in columns)
                LowerPhase(node, lowering, dy, dx, a, b);
        }
    }

    private static int[] Phases(WindowAxis axis, int size) =>
        Enumerable.Range(0, Math.Min(axis.Stride, size)).Where(phase => TapAxis.Backward(axis, phase).Count > 0).ToArray();

    private void LowerPhase(Node node, Lowering lowering, Tensor dy, Tensor dx, int a, int b)
    {
        var taps = new TapGrid(TapAxis.Backward(Window.Vertical, a), TapAxis.Backward(Window.Horizontal, b), Window.Horizontal.Kernel);
        var plan = new ConvolutionPlan(
            dy.Layout,
            dx.Layout,
            taps,
            PositionAxis.Phase(Source.Height, Window.Vertical.Stride, a),
            PositionAxis.Phase(Source.Width, Window.Horizontal.Stride, b),
            Bias: false,
            Epilogue: null);
        int outputs = dy.Layout.Channels, inputs = Source.Channels, cells = Window.Cells;
        bool planar = dx.Layout.Kind == LayoutKind.Planar;
        Buffer weights = planar
            ? lowering.Parameter(node.Inputs[0])
            : lowering.Packed(
                node.Inputs[0],
                $"backward {a},{b}",
                BlockedConvolution.PackedLength(inputs, outputs, taps.Count),
                ConvolutionPacking.Pack(inputs, outputs, taps, cells, inputs * cells));
        Kernel kernel = planar ? PlanarConvolution.Create(plan, cells, inputs * cells) : BlockedConvolution.Create(plan);
        lowering.Call(kernel, Lowering.Of(dy), Lowering.Of(weights), Lowering.Of(dx), new SamplesArgument());
    }

    // How far outside dy the taps of all phases reach.
    private static (int Before, int After) Reach(WindowAxis axis, int size, int windows)
    {
        int before = 0, after = 0;
        for (int phase = 0; phase < Math.Min(axis.Stride, size); phase++)
        {
            TapAxis taps = TapAxis.Backward(axis, phase);
            int last = PositionAxis.Phase(size, axis.Stride, phase).Count - 1;
            before = Math.Max(before, -taps.Lowest);
            after = Math.Max(after, taps.Count == 0 ? 0 : last + taps.Highest - (windows - 1));
        }

        return (before, after);
    }
}
