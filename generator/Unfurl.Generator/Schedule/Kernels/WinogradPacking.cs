namespace Unfurl.Generator;

/// <summary>Weights for <see cref="WinogradConvolution"/>: packed[point][o/16][c][o%16] = (G g G')[point] of the 3x3 weights g of (o, c).</summary>
internal static class WinogradPacking
{
    private const int Side = 3;

    /// <param name="transform">The transform.</param>
    /// <param name="outputs">Channels that become lanes.</param>
    /// <param name="inputs">Channels summed over.</param>
    /// <param name="perOutput">Natural floats from an output channel to the next.</param>
    /// <param name="perInput">Natural floats from an input channel to the next.</param>
    public static Kernel Pack(WinogradTransform transform, int outputs, int inputs, int perOutput, int perInput) => new(
        "PackWinograd",
        "packed[i,j,o/16,c,o%16] = sum over r,s of G[i,r] w[o,c,r,s] G[j,s]",
        Kernels.Once("weights", "packed"),
        Widths: false,
        b =>
        {
            var perBlock = new Size("PerBlock", inputs * Layout.Block);
            var perPoint = new Size("PerPoint", (outputs + Layout.Block - 1) / Layout.Block * inputs * Layout.Block);
            b.For("output", new Size("Outputs", outputs), output => b.For("input", new Size("Inputs", inputs), input =>
            {
                Pointer g = b.Point("g", new Pointer("weights"), (output * new Size("PerOutput", perOutput)) + (input * new Size("PerInput", perInput)));
                Pointer u = b.Point(
                    "u", new Pointer("packed"), ((output / Layout.Block) * perBlock) + (input * Layout.Block) + (output % Layout.Block));
                Write(b, transform, g, u, perPoint);
            }));
        });

    private static void Write(LoopBuilder b, WinogradTransform transform, Pointer g, Pointer u, Index perPoint)
    {
        // Down the columns of the kernel, then along the rows of that.
        var rows = new Lane[transform.Inputs, Side];
        for (int s = 0; s < Side; s++)
        {
            Lane[] column = transform.Weights(b, Enumerable.Range(0, Side).Select(r => (Lane)b.Let(InvariantText.Of($"g{r}{s}"), b.LoadScalar(g, (r * Side) + s))).ToArray());
            for (int i = 0; i < transform.Inputs; i++)
                rows[i, s] = b.Let(InvariantText.Of($"row{i}{s}"), column[i]);
        }

        for (int i = 0; i < transform.Inputs; i++)
        {
            Lane[] points = transform.Weights(b, [rows[i, 0], rows[i, 1], rows[i, 2]]);
            for (int j = 0; j < transform.Inputs; j++)
                b.Store(u, perPoint * ((i * transform.Inputs) + j), points[j]);
        }
    }
}
