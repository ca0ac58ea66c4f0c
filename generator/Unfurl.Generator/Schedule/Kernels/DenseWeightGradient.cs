namespace Unfurl.Generator;

/// <summary>Gradient of a dense layer's weights: dw[o,i] += sum over samples of dy[o] x[i], vectors along the inputs, natural layout.</summary>
internal static class DenseWeightGradient
{
    public static Kernel Create(int inputs, int outputs, int sourceLength, int gradientLength) => new(
        "DenseWeightGradient",
        "dw[o,i] += sum over samples of dy[o] x[i]",
        Kernels.Over("x", "dy", "gradient"),
        Widths: true,
        b => Write(b, inputs, outputs, new Size("XSample", sourceLength), new Size("DySample", gradientLength))) { IsSpecialised = true, Identity = ("dense", inputs, outputs, sourceLength, gradientLength) };

    private static void Write(LoopBuilder b, int inputs, int outputs, Index perSource, Index perGradient)
    {
        int vectors = (inputs + b.Lanes - 1) / b.Lanes;
        int wide = Enumerable.Range(1, 4).Last(v => vectors % v == 0);
        int most = Math.Min(24, b.Registers - 4) / wide;
        int rows = Enumerable.Range(1, Math.Min(most, 8)).Last(r => outputs % r == 0);
        b.For("output", 0, new Size("Outputs", outputs), rows, output =>
            b.For("input", 0, new Size("Inputs", inputs), wide * b.Lanes, input =>
            {
                var sums = new LaneLocal[rows, wide];
                for (int o = 0; o < rows; o++)
                {
                    for (int v = 0; v < wide; v++)
                        sums[o, v] = b.Let($"sum{o}_{v}", b.Zero);
                }

                Pointer source = b.Point("source", Kernel.X, input);
                Pointer slope = b.Point("slope", new Pointer("dy"), output);
                b.For("sample", Kernel.Samples, _ =>
                {
                    Lane[] x = Enumerable.Range(0, wide).Select(v => (Lane)b.Let("value", b.Load(source, v * b.Lanes))).ToArray();
                    for (int o = 0; o < rows; o++)
                    {
                        Lane g = b.Pass("g", b.Broadcast(slope, o));
                        for (int v = 0; v < wide; v++)
                            b.Assign(sums[o, v], Lane.Fma(g, x[v], sums[o, v]));
                    }

                    b.Advance(source, perSource);
                    b.Advance(slope, perGradient);
                });

                // Past the last input stands the next row: it gets zeros added.
                Pointer target = b.Point("target", new Pointer("gradient"), (output * new Size("Inputs", inputs)) + input);
                for (int o = 0; o < rows; o++)
                {
                    for (int v = 0; v < wide; v++)
                    {
                        Lane sum = inputs % (wide * b.Lanes) == 0
                            ? sums[o, v]
                            : Lane.First(new Size("Inputs", inputs) - input - (v * b.Lanes), sums[o, v], b.Zero);
                        b.AddTo(target, (o * new Size("Inputs", inputs)) + (v * b.Lanes), sum);
                    }
                }
            }));
    }
}
