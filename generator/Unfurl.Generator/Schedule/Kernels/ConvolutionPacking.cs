namespace Unfurl.Generator;

/// <summary>Moves convolution weights between natural layout [o][c][r][s] and [block][c][tap][16], one number at a time.</summary>
internal static class ConvolutionPacking
{
    /// <summary>packed[o/16][c][tap][o%16] = w[o,c,tap].</summary>
    /// <param name="groups">Which channels become lanes, and which are summed over.</param>
    /// <param name="taps">Which weights, in which order.</param>
    /// <param name="perOutput">Natural floats from one lane channel to the next.</param>
    /// <param name="perInput">Natural floats from one summed channel to the next.</param>
    public static Kernel Pack(ChannelGroups groups, TapGrid taps, int perOutput, int perInput) => new(
        "PackConvolution",
        "packed[o/16,c,r,s,o%16] = w[o,c,r,s]",
        Kernels.Once("weights", "packed"),
        Widths: false,
        b =>
        {
            // Lanes of other groups meet weights of zero.
            if (groups.IsGrouped)
                b.Add(new ClearRun(new Pointer("packed"), 0, new Size("PackedLength", BlockedConvolution.PackedLength(groups, taps.Count))));
            Walk(b, groups, taps, perOutput, perInput, (packed, natural) =>
                b.Store(new Pointer("packed"), packed, b.LoadScalar(new Pointer("weights"), natural)));
        });

    /// <summary>dw[o,c,tap] += packed[o/16][c][tap][o%16].</summary>
    public static Kernel AddUnpacked(ChannelGroups groups, TapGrid taps, int perOutput, int perInput) => new(
        "AddUnpacked",
        "gradient[o,c,r,s] += packed[o/16,c,r,s,o%16]",
        Kernels.Once("packed", "gradient"),
        Widths: false,
        b => Walk(b, groups, taps, perOutput, perInput, (packed, natural) =>
            b.AddTo(new Pointer("gradient"), natural, b.LoadScalar(new Pointer("packed"), packed))));

    private static void Walk(LoopBuilder b, ChannelGroups groups, TapGrid taps, int perOutput, int perInput, Action<Index, Index> move)
    {
        var perBlock = new Size("PerBlock", groups.Band * taps.Count * Layout.Block);
        var perChannel = new Size("PerChannel", taps.Count * Layout.Block);
        b.For("output", new Size("Outputs", groups.Target * groups.Count), output =>
            b.For("input", new Size("Inputs", groups.Source), input =>
                b.For("row", new Size("TapRows", taps.Rows.Count), row =>
                    b.For("column", new Size("TapColumns", taps.Columns.Count), column => move(
                        ((output / Layout.Block) * perBlock) + (output % Layout.Block) + (InBand(groups, output, input) * perChannel)
                            + (((row * new Size("TapColumns", taps.Columns.Count)) + column) * Layout.Block),
                        groups.WeightsOf(output, new Size("PerOutput", perOutput), taps.Kernel) + (input * new Size("PerInput", perInput))
                            + Natural(taps, row, column))))));
    }

    // A channel of a group among those its block sums over.
    private static Index InBand(ChannelGroups groups, Index output, Index input) => !groups.IsGrouped || groups.IsDepthwise
        ? input
        : (groups.GroupOf(output) + input) - groups.FirstOf(output / Layout.Block);

    private static Index Natural(TapGrid taps, Index row, Index column) =>
        (row * new Size("RowStep", taps.Rows.KernelStep * taps.KernelWidth)) + (column * new Size("ColumnStep", taps.Columns.KernelStep))
        + new Size("FirstTap", taps.Count == 0 ? 0 : taps.Weight(0, 0));
}
