namespace Unfurl.Generator;

/// <summary>Dense weights as the forward kernel reads them: packed[i][o] = w[o][i], rows padded to whole blocks.</summary>
internal static class DensePacking
{
    public static Kernel Pack(int inputs, int outputs) => new(
        "PackDense",
        "packed[i,o] = w[o,i]",
        Kernels.Once("weights", "packed"),
        Widths: false,
        b => b.For("output", new Size("Outputs", outputs), output =>
            b.For("input", new Size("Inputs", inputs), input => b.Store(
                new Pointer("packed"),
                (input * new Size("PackedRow", Layout.RoundUp(outputs))) + output,
                b.LoadScalar(new Pointer("weights"), (output * new Size("Inputs", inputs)) + input)))));
}
