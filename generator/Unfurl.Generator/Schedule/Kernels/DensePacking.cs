namespace Unfurl.Generator;

/// <summary>Dense weights as the forward kernel reads them: packed[o/P][i][o%P] = w[o][i], P outputs a panel.</summary>
internal static class DensePacking
{
    public static Kernel Pack(int inputs, int outputs)
    {
        DensePanels panels = DensePanels.Packed(inputs, outputs);
        var width = new Size("PanelWidth", panels.Width);
        return new(
            "PackDense",
            "packed[o/P,i,o%P] = w[o,i]",
            Kernels.Once("weights", "packed"),
            Widths: false,
            b => b.For("output", new Size("Outputs", outputs), output =>
            {
                Pointer from = b.Point("from", new Pointer("weights"), output * new Size("Inputs", inputs));
                Pointer to = b.Point("to", new Pointer("packed"), ((output / width) * new Size("PanelLength", panels.Panel)) + (output % width));
                b.For("input", new Size("Inputs", inputs), input => b.Store(to, input * width, b.LoadScalar(from, input)));
            }));
    }
}
