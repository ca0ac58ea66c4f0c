namespace Unfurl.Generator;

/// <summary>What is computed from weights when they change: batch norms folded into the layers beside them. Natural layout, one number at a time.</summary>
internal static class FoldingKernels
{
    private static readonly Pointer Target = new("folded");

    public static Kernel Scale(int channels, double epsilon, bool affine) => new(
        "FoldScale",
        affine ? "folded[c] = w[c] / sqrt(var[c] + epsilon)" : "folded[c] = 1 / sqrt(var[c] + epsilon)",
        affine ? Kernels.Once("variance", "weight", "folded") : Kernels.Once("variance", "folded"),
        Widths: false,
        b => b.For("channel", new Size("Channels", channels), c =>
        {
            Lane deviation = Lane.Of("sqrt", At(b, "variance", c) + new LaneConstant((float)epsilon, 1));
            b.Store(Target, c, (affine ? At(b, "weight", c) : new LaneConstant(1, 1)) / deviation);
        }));

    public static Kernel Shift(int channels, bool affine) => new(
        "FoldShift",
        affine ? "folded[c] = b[c] - mean[c] scale[c]" : "folded[c] = -mean[c] scale[c]",
        affine ? Kernels.Once("mean", "scale", "bias", "folded") : Kernels.Once("mean", "scale", "folded"),
        Widths: false,
        b => b.For("channel", new Size("Channels", channels), c =>
        {
            Lane moved = At(b, "mean", c) * At(b, "scale", c);
            b.Store(Target, c, (affine ? At(b, "bias", c) : new LaneConstant(0, 1)) - moved);
        }));

    public static Kernel ScaledWeights(int length, int inner, int channels) => new(
        "FoldWeights",
        "folded[..,c,..] = scale[c] w[..,c,..]",
        Kernels.Once("weights", "scale", "folded"),
        Widths: false,
        b => b.For("i", new Size("Length", length), i => b.Store(
            Target, i, At(b, "weights", i) * At(b, "scale", (i / new Size("Inner", inner)) % new Size("Channels", channels)))));

    public static Kernel ScaledBias(int channels, bool bias) => new(
        "FoldBias",
        bias ? "folded[o] = shift[o] + scale[o] b[o]" : "folded[o] = shift[o]",
        bias ? Kernels.Once("scale", "shift", "bias", "folded") : Kernels.Once("scale", "shift", "folded"),
        Widths: false,
        b => b.For("channel", new Size("Channels", channels), c =>
            b.Store(Target, c, bias ? At(b, "shift", c) + (At(b, "scale", c) * At(b, "bias", c)) : At(b, "shift", c))));

    public static Kernel ShiftedBias(int outputs, int inputs, int taps, bool bias) => new(
        "FoldShiftedBias",
        (bias ? "folded[o] = b[o] + " : "folded[o] = ") + "sum over c,r,s of w[o,c,r,s] shift[c]",
        bias ? Kernels.Once("weights", "shift", "bias", "folded") : Kernels.Once("weights", "shift", "folded"),
        Widths: false,
        b => b.For("output", new Size("Outputs", outputs), o =>
        {
            LaneLocal sum = b.Let("sum", bias ? At(b, "bias", o) : new LaneConstant(0, 1));
            b.For("input", new Size("Inputs", inputs), c =>
                b.For("tap", new Size("Taps", taps), tap => b.Assign(
                    sum,
                    sum + (At(b, "weights", (((o * new Size("Inputs", inputs)) + c) * new Size("Taps", taps)) + tap) * At(b, "shift", c)))));
            b.Store(Target, o, sum);
        }));

    private static Lane At(LoopBuilder b, string pointer, Index index) => b.LoadScalar(new Pointer(pointer), index);
}
