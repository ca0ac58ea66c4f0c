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
    public const string AddendName = "addend";

    // Less than a fast core reaches, since it is for small layers that it matters.
    private const double ProductsPerNanosecond = 40;

    /// <summary>Multiply-adds spelled out one by one; beyond them a kernel loops over its rows, then its columns. Text costs the compiler 5 to 9 s a
    /// megabyte, and a loop over rows costs a kernel little.</summary>
    public static int UnrollBudget(int lanes) => lanes == 16 ? 80 : 48;

    /// <summary>Layout of a value that is added to the sums; null if none is.</summary>
    public Layout? Addend { get; init; }

    /// <summary>Pooling of the results before they are stored, which the target has room for; null if there is none.</summary>
    public SquarePool? Pool { get; init; }

    /// <summary>The same with its results pooled: rows and columns that fill no square are not computed.</summary>
    public ConvolutionPlan Pooled(SquarePool pool) => this with
    {
        Pool = pool,
        Rows = Rows with { Count = Rows.Count / SquarePool.Side * SquarePool.Side },
        Columns = Columns with { Count = Columns.Count / SquarePool.Side * SquarePool.Side },
    };

    public EquatableArray<KernelParameter> Parameters => ParametersWith();

    /// <summary>The kernel's parameters, scratch of its own before the last.</summary>
    public EquatableArray<KernelParameter> ParametersWith(params string[] scratch) =>
        Kernels.Over(["x", Weights, .. Bias ? new[] { BiasName } : [], .. Addend is null ? [] : new[] { AddendName }, .. scratch, "y"]);

    /// <summary>A 1x1 convolution between maps without gaps as one over a single long row: tiles need not end where rows do.</summary>
    public ConvolutionPlan Flattened()
    {
        bool isPointwise = Taps is { Rows: { Count: 1, FirstOffset: 0 }, Columns: { Count: 1, FirstOffset: 0 } }
            && Rows is { Read: 1, Write: 1, FirstWritten: 0 } && Columns is { Read: 1, Write: 1, FirstWritten: 0 };
        return !isPointwise || !Source.IsGapless || !Target.IsGapless || Addend is { IsGapless: false } ? this : this with
        {
            Source = Source.Flattened(),
            Target = Target.Flattened(),
            Addend = Addend?.Flattened(),
            Rows = PositionAxis.Forward(1, 1),
            Columns = PositionAxis.Forward(Rows.Count * Columns.Count, 1),
        };
    }

    /// <summary>Rows that can be summed together: of an open number of them one, so that tiles are never higher than maps.</summary>
    public int MostRows => Rows.Count.IsOpen ? 1 : Rows.Count;

    /// <summary>Whether all weights meet a part of the source before the next part is read: worth it where the weights stay in a core's second cache and the source
    /// does not. Else all of the source meets the weights of some output channels before the next weights are read.</summary>
    public bool KeepsWeights => !Groups.IsGrouped
        && Groups.Band * Taps.Count * (long)Target.Channels <= TileCosts.KeptWeights
        && Source.Length.Typical > TileCosts.PassingMap;

    /// <summary>What is added, as a kernel sees it.</summary>
    public TensorView? AddendView => Addend is null ? null : new TensorView(new Pointer(AddendName), Addend);

    /// <summary>What a schedule file calls it: taps, stride, what is read and what is written. Phases of a transposed convolution write every n-th position.</summary>
    public string Key => InvariantText.Of($"conv {Taps.Rows.Count}x{Taps.Columns.Count} s{Both(Rows.Read, Columns.Read)}")
        + (IsDilated ? $" d{Both(Math.Abs(Taps.Rows.OffsetStep), Math.Abs(Taps.Columns.OffsetStep))}" : "")
        + (Groups.IsGrouped ? InvariantText.Of($" g{Groups.Count}") : "")
        + (Rows.Write > 1 || Columns.Write > 1 ? $" every {Both(Rows.Write, Columns.Write)}" : "")
        + InvariantText.Of($" {Source.Channels}x{Source.Height}x{Source.Width} -> {Target.Channels}x{(Pool is null ? Target.Height : Rows.Count)}x{(Pool is null ? Target.Width : Columns.Count)}");

    private bool IsDilated => (Taps.Rows.Count > 1 && Math.Abs(Taps.Rows.OffsetStep) > 1) || (Taps.Columns.Count > 1 && Math.Abs(Taps.Columns.OffsetStep) > 1);

    private static string Both(int vertical, int horizontal) =>
        vertical == horizontal ? InvariantText.Of($"{vertical}") : InvariantText.Of($"{vertical}x{horizontal}");

    /// <summary>About how many nanoseconds a sample takes.</summary>
    public double Work => (double)Rows.Count.Typical * Columns.Count.Typical * Target.Channels * Groups.Source * Taps.Count / ProductsPerNanosecond;

    /// <summary>The value stored for a sum.</summary>
    /// <param name="b">Where the plan is written.</param>
    /// <param name="sum">The sum, bias included.</param>
    /// <param name="addend">What is added to it.</param>
    public Lane Finish(LoopBuilder b, Lane sum, Lane? addend)
    {
        if (addend is not null)
            sum = b.Pass("total", sum + addend);
        return Epilogue is null ? sum : b.Apply(Epilogue, _ => sum);
    }

    /// <summary>Name of the kernel: algorithm, size, stride.</summary>
    public string Name(string algorithm) =>
        $"{algorithm}{(Groups.IsDepthwise ? "Depthwise" : Groups.IsGrouped ? "Grouped" : "")}{Taps.Rows.Count}x{Taps.Columns.Count}" + (Rows.Read > 1 || Columns.Read > 1 ? $"Stride{Math.Max(Rows.Read, Columns.Read)}" : "");

    /// <summary>The sum as it stands, one multiply-add after the other.</summary>
    public Algorithm Direct(string layout) =>
        Algorithm.Chain($"{(Groups.IsDepthwise ? "depthwise" : "direct")}, {layout}", Math.Max(1, Groups.Source * Taps.Count));

    public string Formula => (Bias ? "y[o,i,j] = b[o] + " : "y[o,i,j] = ")
        + $"sum over {(Groups.IsDepthwise ? $"r,s of w[o,{Weight}] x[o" : Groups.IsGrouped ? $"r,s and the c of o's group of w[o,c,{Weight}] x[c" : $"c,r,s of w[o,c,{Weight}] x[c")}, {Term("i", Rows.Read, Taps.Rows, "r")}, {Term("j", Columns.Read, Taps.Columns, "s")}]"
        + (Addend is null ? "" : " + a[o,i,j]")
        + (Epilogue is null ? "" : $", then x => {Epilogue}")
        + (Pool is null ? "" : $", {Pool.Formula}");

    private string Weight => $"{Cell(Taps.Rows, "r")},{Cell(Taps.Columns, "s")}";

    // Of a kernel that is read from its end.
    private static string Cell(TapAxis taps, string tap) => taps.KernelStep < 0 && taps.Count > 1 ? InvariantText.Of($"{taps.FirstKernel}-{tap}") : tap;

    private static string Term(string position, int read, TapAxis taps, string tap) =>
        (read == 1 ? position : InvariantText.Of($"{read}{position}"))
        + (taps.Count <= 1 ? "" : taps.OffsetStep is 1 or -1 ? (taps.OffsetStep == 1 ? "+" : "-") + tap : Signed(taps.OffsetStep) + tap)
        + (taps.FirstOffset == 0 ? "" : Signed(taps.FirstOffset));

    private static string Signed(int number) => InvariantText.Of($"{(number < 0 ? "" : "+")}{number}");
}

/// <summary>Positions along one axis: how many, and how far apart in what is read and in what is written.</summary>
internal sealed record PositionAxis(Extent Count, int Read, int Write, int FirstWritten)
{
    /// <summary>Where a position is written. The phase is a size, so that all phases share a kernel's text.</summary>
    public Index Written(Index position, string axis) => Write == 1 ? position : (position * Write) + new Size("First" + axis, FirstWritten);

    public static PositionAxis Forward(Extent count, int stride) => new(count, stride, 1, 0);

    /// <summary>Positions phase, phase + S, .. of an input of <paramref name="size"/> cells.</summary>
    public static PositionAxis Phase(Extent size, int stride, int phase) => new((size - phase + stride - 1) / stride, 1, stride, phase);
}
