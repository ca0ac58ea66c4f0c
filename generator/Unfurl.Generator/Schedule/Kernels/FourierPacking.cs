namespace Unfurl.Generator;

/// <summary>Weights for <see cref="FourierConvolution"/>: packed[point][o/16][c][re, im][o%16] = 2 / T^2 conj F(w)[point] of the weights w of (o, c).</summary>
/// <remarks>The spectrum is made where it is to stand: real numbers at n and n + T/2 of a row are real and imaginary part of the complex one at n.</remarks>
internal static class FourierPacking
{
    /// <param name="side">T.</param>
    /// <param name="taps">The kernel.</param>
    /// <param name="outputs">Channels that become lanes.</param>
    /// <param name="inputs">Channels summed over.</param>
    /// <param name="perOutput">Natural floats from an output channel to the next.</param>
    /// <param name="perInput">Natural floats from an input channel to the next.</param>
    public static Kernel Pack(int side, TapGrid taps, int outputs, int inputs, int perOutput, int perInput) => new(
        InvariantText.Of($"PackFourier{side}"),
        "packed[i,j,o/16,c,o%16] = 2/T^2 conj sum over r,s of e^(2 pi i (i r + (j + 1/4) 2 s) / T) w[o,c,r,s]",
        Kernels.Once("weights", "packed"),
        Widths: false,
        b =>
        {
            int half = side / 2;
            Pointer turns = FourierConvolution.RowTurns(b, side);
            FourierLine across = new(b, "across", half), down = new(b, "down", side);
            Index rows = new Size("TapRows", taps.Rows.Count), columns = new Size("TapColumns", taps.Columns.Count);
            Index plane = new Size("Plane", FourierPlan.PlaneOfWeights(inputs, outputs)), column = plane * side;
            b.Add(new ClearRun(new Pointer("packed"), 0, plane * (half * side)));
            OverPairs(b, outputs, inputs, perOutput, perInput, (w, u) =>
            {
                b.For("r", rows, r => b.For("s", columns, s => b.Store(
                    u, ((s % half) * column) + (r * plane) + ((s / half) * Layout.Block), b.LoadScalar(w, (r * columns) + s))));
                b.For("r", rows, r =>
                {
                    var row = new ComplexRow(b.Point("row", u, r * plane), column, Layout.Block);
                    across.Forward(Turned, row, row);

                    Func<int, ComplexLane> Turned(Index first)
                    {
                        Pointer factors = FourierLine.TurnsFrom(b, turns, first);
                        Func<int, ComplexLane> load = row.LoadsFrom(b, first);
                        return n => FourierLine.Turn(b, load(n), factors, n, back: false);
                    }
                });
                b.For("m", half, m =>
                {
                    var line = new ComplexRow(b.Point("line", u, m * column), plane, Layout.Block);
                    Lane scale = b.Constant(2f / (side * side)), minus = b.Constant(-2f / (side * side));
                    down.Forward(first => line.LoadsFrom(b, first), line, line, x => new(scale * x.Re, minus * x.Im));
                });
            });
        });

    // Neighbouring outputs one after the other: their numbers share lines of the cache.
    private static void OverPairs(LoopBuilder b, int outputs, int inputs, int perOutput, int perInput, Action<Pointer, Pointer> body) =>
        b.For("block", new Size("Blocks", TransformCosts.Ceiling(outputs, Layout.Block)), block => b.For("input", new Size("Inputs", inputs), input =>
            b.For("output", block * Layout.Block, Index.Min((block * Layout.Block) + Layout.Block, new Size("Outputs", outputs)), 1, output => body(
                b.Point("w", new Pointer("weights"), (output * new Size("PerOutput", perOutput)) + (input * new Size("PerInput", perInput))),
                b.Point("u", new Pointer("packed"), (block * new Size("PerBlock", inputs * FourierPlan.Pair)) + (input * FourierPlan.Pair) + (output % Layout.Block))))));
}
