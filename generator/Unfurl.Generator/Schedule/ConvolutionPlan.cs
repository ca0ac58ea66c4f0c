namespace Unfurl.Generator;

/// <summary>A convolution as the kernels see it, forward or towards the input.</summary>
/// <param name="Source">Layout of what is read.</param>
/// <param name="Target">Layout of what is written.</param>
/// <param name="Taps">Which cells one output reads.</param>
/// <param name="Rows">Vertical positions computed.</param>
/// <param name="Columns">Horizontal positions computed.</param>
/// <param name="Groups">Which channels see which.</param>
/// <param name="Bias">A bias per output channel is added.</param>
/// <param name="Epilogue">A formula applied before the store.</param>
internal sealed record ConvolutionPlan(
    Layout Source, Layout Target, TapGrid Taps, PositionAxis Rows, PositionAxis Columns, ChannelGroups Groups, bool Bias, Expression? Epilogue)
{
    public const string Weights = "weights";
    public const string BiasName = "bias";

    // Less than a fast core reaches, since it is for small layers that it matters.
    private const double ProductsPerNanosecond = 40;

    /// <summary>Multiply-adds spelled out one by one; beyond them a kernel loops over its rows, then its columns. Text costs the compiler 5 to 9 s a
    /// megabyte, and a loop over rows costs a kernel little.</summary>
    public static int UnrollBudget(int lanes) => lanes == 16 ? 80 : 48;

    public EquatableArray<KernelParameter> Parameters =>
        Bias ? Kernels.Over("x", Weights, BiasName, "y") : Kernels.Over("x", Weights, "y");

    /// <summary>About how many nanoseconds a sample takes.</summary>
    public double Work => (double)Rows.Count * Columns.Count * Target.Channels * Groups.Source * Taps.Count / ProductsPerNanosecond;

    /// <summary>The value stored for a sum.</summary>
    public Lane Finish(LoopBuilder b, Lane sum) => Epilogue is null ? sum : b.Apply(Epilogue, _ => sum);

    /// <summary>Name of the kernel: algorithm, size, stride.</summary>
    public string Name(string algorithm) =>
        $"{algorithm}{(Groups.IsDepthwise ? "Depthwise" : Groups.IsGrouped ? "Grouped" : "")}{Taps.Rows.Count}x{Taps.Columns.Count}" + (Rows.Read > 1 || Columns.Read > 1 ? $"Stride{Math.Max(Rows.Read, Columns.Read)}" : "");

    public string Formula => (Bias ? "y[o,i,j] = b[o] + " : "y[o,i,j] = ")
        + $"sum over {(Groups.IsDepthwise ? "r,s of w[o,r,s] x[o" : Groups.IsGrouped ? "r,s and the c of o's group of w[o,c,r,s] x[c" : "c,r,s of w[o,c,r,s] x[c")}, {Term("i", Rows.Read, Taps.Rows, "r")}, {Term("j", Columns.Read, Taps.Columns, "s")}]"
        + (Epilogue is null ? "" : $", then x => {Epilogue}");

    private static string Term(string position, int read, TapAxis taps, string tap) =>
        (read == 1 ? position : InvariantText.Of($"{read}{position}"))
        + (taps.Count <= 1 ? "" : taps.OffsetStep is 1 or -1 ? (taps.OffsetStep == 1 ? "+" : "-") + tap : Signed(taps.OffsetStep) + tap)
        + (taps.FirstOffset == 0 ? "" : Signed(taps.FirstOffset));

    private static string Signed(int number) => InvariantText.Of($"{(number < 0 ? "" : "+")}{number}");
}

/// <summary>Positions along one axis: how many, and how far apart in what is read and in what is written.</summary>
internal sealed record PositionAxis(int Count, int Read, int Write, int FirstWritten)
{
    /// <summary>Where a position is written. The phase is a size, so that all phases share a kernel's text.</summary>
    public Index Written(Index position, string axis) => Write == 1 ? position : (position * Write) + new Size("First" + axis, FirstWritten);

    public static PositionAxis Forward(int count, int stride) => new(count, stride, 1, 0);

    /// <summary>Positions phase, phase + S, .. of an input of <paramref name="size"/> cells.</summary>
    public static PositionAxis Phase(int size, int stride, int phase) => new((size - phase + stride - 1) / stride, 1, stride, phase);
}
