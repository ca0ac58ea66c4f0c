namespace Unfurl.Generator;

/// <summary>Plans what runs a convolution backwards, towards what it read: its input gradient, and the transposed convolution as a layer.</summary>
/// <remarks>Position S i + a is reached from position i + (a + P - r D) / S by the kernel rows r for which that is whole: for each phase (a, b) a convolution of
/// stride 1 with some of the taps, in reverse, written every S-th row and column.</remarks>
/// <param name="lowering">The plan to add to.</param>
/// <param name="window">The window of the convolution that is run backwards.</param>
/// <param name="target">Shape of what is written.</param>
/// <param name="groups">Groups of channels.</param>
/// <param name="shares">Whether all groups have the same weights.</param>
/// <param name="variant">Name of the packed weights.</param>
/// <param name="epilogue">Applied to each result.</param>
internal sealed class TransposedConvolution(Lowering lowering, Window window, Shape target, int groups, bool shares, string variant, Expression? epilogue)
{
    /// <summary>How far outside the map the taps of all phases reach.</summary>
    public static Halo Halo(Window window, Shape target, Shape source)
    {
        (int top, int bottom) = Reach(window.Vertical, target.Height, source.Height);
        (int left, int right) = Reach(window.Horizontal, target.Width, source.Width);
        return new Halo(top, left, bottom, right);
    }

    public void Lower(Value from, Value weights, Value? bias)
    {
        LayoutKind kind = ConvolutionChoice.Choose(target, window.Horizontal.Stride);
        var channels = new ChannelGroups(from.Shape.Channels / groups, target.Channels / groups, groups) { Shares = shares };
        bool sameKind = kind == LayoutKind.Planar || channels.IsDepthwise;
        Tensor x = lowering.Read(from, sameKind ? kind : null, readable: sameKind);
        Tensor y = lowering.Write(kind);

        // A stride past the kernel leaves cells that no window reaches.
        int[] rows = Phases(window.Vertical, target.Height), columns = Phases(window.Horizontal, target.Width);
        if (rows.Length < Positions(window.Vertical, target.Height) || columns.Length < Positions(window.Horizontal, target.Width))
            Fill(bias, y);
        foreach (int a in rows)
        {
            foreach (int b in columns)
                LowerPhase(x, weights, bias, y, channels, a, b);
        }

        lowering.FinishApart(y, epilogue);
    }

    private void Fill(Value? bias, Tensor y)
    {
        Argument[] added = bias is null ? [] : [Lowering.Of(lowering.Parameter(bias))];
        lowering.Call(FillKernel.Create(y.Layout, bias is not null, Lowering.Fused(epilogue)), [.. added, Lowering.Of(y), new SamplesArgument()]);
    }

    private static int[] Phases(WindowAxis axis, Extent size) =>
        Enumerable.Range(0, Positions(axis, size)).Where(phase => TapAxis.Backward(axis, phase).Count > 0).ToArray();

    private void LowerPhase(Tensor x, Value weights, Value? bias, Tensor y, ChannelGroups channels, int a, int b)
    {
        TapAxis vertical = TapAxis.Backward(window.Vertical, a), horizontal = TapAxis.Backward(window.Horizontal, b);
        var taps = new TapGrid(vertical, horizontal, window.Vertical.Kernel, window.Horizontal.Kernel);
        var plan = new ConvolutionPlan(
            x.Layout,
            y.Layout,
            taps,
            PositionAxis.Phase(target.Height, window.Vertical.Stride, a),
            PositionAxis.Phase(target.Width, window.Horizontal.Stride, b),
            channels,
            bias is not null,
            Lowering.Fused(epilogue));
        new ConvolutionCall(lowering, plan, x, y) { Bias = bias }
            .Add(weights, InvariantText.Of($"{variant} {a},{b}"), window.Cells, channels.Target * window.Cells);
    }

    // Phases that have a position; of an open size perhaps none in some.
    private static int Positions(WindowAxis axis, Extent size) => size.IsOpen ? axis.Stride : Math.Min(axis.Stride, size);

    private static (int Before, int After) Reach(WindowAxis axis, Extent size, Extent windows)
    {
        int before = 0, after = 0;
        for (int phase = 0; phase < Positions(axis, size); phase++)
        {
            TapAxis taps = TapAxis.Backward(axis, phase);
            Extent last = PositionAxis.Phase(size, axis.Stride, phase).Count - 1;
            before = Math.Max(before, -taps.Lowest);
            after = Math.Max(after, taps.Count == 0 ? 0 : last + taps.Highest - (windows - 1));
        }

        return (before, after);
    }
}
