namespace Unfurl.Generator;

/// <summary>Local response normalisation over blocked maps and its gradient.</summary>
/// <remarks>The channels of one pixel do not stand side by side; their squares are laid out in a line with zeros at both ends, where a window is a few
/// unaligned loads.</remarks>
internal static class LocalResponseNormKernels
{
    // Longer windows are summed in a loop.
    private const int Unrolled = 15;

    /// <summary>Floats of a line: all channels, and room for a window at both ends.</summary>
    public static int LineLength(LocalResponseNorm norm, Layout map) => checked(Layout.RoundUp(map.Channels) + (2 * Margin(norm)));

    public static Kernel Forward(LocalResponseNorm norm, Layout source, Layout target) => new(
        "LocalResponseNorm",
        $"y[c] = x[c] / (k + alpha/size sum of x[c']^2 over c-{norm.Before}..c+{norm.After})^beta",
        Kernels.Over("x", "y", "squares"),
        Widths: true,
        b =>
        {
            var squares = new Line(b, new Pointer("squares"), norm);
            var reduction = new ChannelReduction(b, [new TensorView(Kernel.X, source), new TensorView(Kernel.Y, target)]);
            squares.Clear(source);
            reduction.SharedPixels((maps, _) =>
            {
                squares.Fill(reduction, at => Square(b, maps[0], at[0]));
                reduction.Vectors((at, channel, _) => b.Store(
                    maps[1], at[1], b.Load(maps[0], at[0]) * Power(b, Divisor(b, norm, squares, channel), norm.Beta)));
            });
        }) { Work = Kernels.Moving(target, 4) };

    public static Kernel Backward(LocalResponseNorm norm, Layout source, Layout outputGradient, Layout inputGradient) => new(
        "LocalResponseNormGradient",
        "dx[c] = dy[c] / d[c]^beta - 2 alpha beta / size x[c] sum of dy[i] x[i] / d[i]^(beta+1) over the windows that hold c",
        Kernels.Over("x", "dy", "dx", "squares", "ratios"),
        Widths: true,
        b =>
        {
            Line squares = new(b, new Pointer("squares"), norm), ratios = new(b, new Pointer("ratios"), norm);
            var reduction = new ChannelReduction(
                b, [new TensorView(Kernel.X, source), new TensorView(new Pointer("dy"), outputGradient), new TensorView(new Pointer("dx"), inputGradient)]);
            squares.Clear(source);
            ratios.Clear(source);
            Lane factor = b.Let("factor", b.Constant((float)(-2 * norm.Alpha * norm.Beta / norm.Size)));
            reduction.Pixels((maps, _) =>
            {
                squares.Fill(reduction, at => Square(b, maps[0], at[0]));
                reduction.Vectors((at, channel, left) =>
                {
                    Lane divisor = Divisor(b, norm, squares, channel);
                    Lane power = b.Pass("power", Power(b, divisor, norm.Beta));
                    Lane scaled = b.Pass("scaled", b.Load(maps[1], at[1]) * power);
                    b.Store(maps[2], at[2], scaled);
                    ratios.Store(channel, Lane.First(left, (scaled * b.Load(maps[0], at[0])) / divisor, b.Zero));
                });
                reduction.Vectors((at, channel, _) =>
                {
                    Lane sum = ratios.Window(channel, norm.After, norm.Before);
                    b.Store(maps[2], at[2], Lane.Fma(b.Load(maps[0], at[0]) * factor, sum, b.Load(maps[2], at[2])));
                });
            });
        });

    private static int Margin(LocalResponseNorm norm) => Layout.RoundUp(norm.Size);

    private static Lane Square(LoopBuilder b, Pointer x, Index at)
    {
        Lane value = b.Pass("value", b.Load(x, at));
        return value * value;
    }

    private static Lane Divisor(LoopBuilder b, LocalResponseNorm norm, Line squares, Index channel) => b.Pass(
        "divisor", Lane.Fma(squares.Window(channel, norm.Before, norm.After), b.Constant((float)(norm.Alpha / norm.Size)), b.Constant((float)norm.K)));

    // d^-beta; the usual exponents need no logarithm.
    private static Lane Power(LoopBuilder b, Lane divisor, double beta)
    {
        Lane root = Lane.Of("sqrt", divisor);
        return beta switch
        {
            0.5 => b.Constant(1) / root,
            0.75 => b.Constant(1) / (root * Lane.Of("sqrt", root)),
            1 => b.Constant(1) / divisor,
            _ => Lane.Of("exp", Lane.Of("log", divisor) * b.Constant((float)-beta)),
        };
    }

    /// <summary>Numbers of one pixel's channels side by side.</summary>
    private sealed class Line(LoopBuilder b, Pointer pointer, LocalResponseNorm norm)
    {
        public void Clear(Layout map) => b.Add(new ClearRun(pointer, 0, new Size("LineLength", LineLength(norm, map))));

        public void Store(Index channel, Lane value) => b.Store(pointer, channel + Margin(norm), value);

        /// <summary>A term for every channel, and zeros past the last.</summary>
        public void Fill(ChannelReduction reduction, Func<Index[], Lane> term) =>
            reduction.Vectors((at, channel, left) => Store(channel, Lane.First(left, term(at), b.Zero)));

        /// <summary>The sum over some channels before and behind each.</summary>
        public Lane Window(Index channel, int before, int after)
        {
            if (before + after >= Unrolled)
            {
                LaneLocal sum = b.Let("window", b.Zero);
                b.For("offset", -before, after + 1, 1, offset => b.Assign(sum, sum + b.Load(pointer, channel + Margin(norm) + offset)));
                return sum;
            }

            LaneLocal total = b.Pass("windowSum", b.Load(pointer, channel + (Margin(norm) - before)));
            for (int offset = 1 - before; offset <= after; offset++)
                b.Assign(total, total + b.Load(pointer, channel + (Margin(norm) + offset)));
            return total;
        }
    }
}
