namespace Unfurl.Generator;

/// <summary>A convolution with a large kernel at stride 1 by products of spectra: of a tile of T x T inputs, T x T / 2 complex ones give all outputs that lie inside it.</summary>
/// <remarks>
/// A row of a tile is a polynomial x(t) modulo t^T + 1, a column one modulo u^T - 1: what wraps around reaches only outputs that are not kept (overlap-save, with one sign). At the T / 2 roots
/// where t^(T/2) = i a row is the spectrum of x[n] + i x[n+T/2], turned by e^(i pi n / T), so real numbers become half as many complex ones and none is special; down the
/// columns it is an ordinary transform. Correlation multiplies by the conjugate: Y = X conj(W), summed over channels before the way back. Tiles are worked on in runs, as
/// in <see cref="WinogradPlan"/>.
/// </remarks>
/// <param name="Convolution">What is computed.</param>
/// <param name="Side">Inputs of a tile along each axis: 16 or 32.</param>
/// <param name="Run">Tiles transformed, multiplied and transformed back together.</param>
internal sealed record FourierPlan(ConvolutionPlan Convolution, int Side, int Run)
{
    // From so many taps along both axes it can be chosen, from so many it is: the few 5x5 kernels between others are not worth its text.
    private const int LeastTaps = 5, UsualTaps = 7;

    // Outputs along an axis below which a tile is mostly kernel.
    private const int LeastOutputs = 4;

    // Vector operations of a transform of one tile and 16 channels for each of its numbers and for each halving of a line, one way.
    private const double TransformCost = 4;

    // Times that what does not stay in the cache counts: written and read, and at so many points that nothing fetches it ahead.
    private const double Spilled = 8;

    // Floats of weights beyond which they come from memory, and how many times slower that is.
    private const int NearFloats = 8 << 20, FarCost = 3;

    private static readonly int[] Sides = [16, 32];

    /// <summary>Complex numbers along a row's spectrum.</summary>
    public int Half => Side / 2;

    /// <summary>Complex products for a tile and a pair of channels.</summary>
    public int Points => Half * Side;

    /// <summary>Rows of outputs of a tile.</summary>
    public int OutputRows => OutputsOf(Convolution.Taps.Rows, Convolution.Rows);

    /// <summary>Columns of outputs of a tile.</summary>
    public int OutputColumns => OutputsOf(Convolution.Taps.Columns, Convolution.Columns);

    public int TilesAcross => TransformCosts.Ceiling(Convolution.Columns.Count, OutputColumns);

    public int Tiles => TransformCosts.Ceiling(Convolution.Rows.Count, OutputRows) * TilesAcross;

    public int SourceChannels => Convolution.Source.Channels;

    public int SourceBlocks => Convolution.Source.Blocks;

    public int TargetBlocks => Convolution.Target.Blocks;

    /// <summary>Floats of a run's spectra at one point; a line more, so that points do not meet in the same sets of the cache.</summary>
    public int SourcePlane => (SourceBlocks * Run * Pair) + Layout.Block;

    /// <summary>The same for its products.</summary>
    public int TargetPlane => (TargetBlocks * Run * Pair) + Layout.Block;

    /// <summary>The same for the weights' spectra.</summary>
    public int WeightPlane => PlaneOfWeights(Convolution.Source.Channels, Convolution.Target.Channels);

    /// <summary>Floats of the weights' spectra.</summary>
    public int PackedLength => checked(Points * WeightPlane);

    /// <summary>Roundings that a number meets at most in the transforms of weights, inputs and products.</summary>
    public int Roundings => 3 * (FourierLine.Roundings(Half) + FourierLine.Roundings(Side) + FourierLine.TurnRoundings);

    /// <summary>Floats of 16 complex numbers: real parts, then imaginary ones.</summary>
    public const int Pair = 2 * Layout.Block;

    /// <summary>Floats of the spectra of weights at one point.</summary>
    public static int PlaneOfWeights(int sources, int targets) => checked((TransformCosts.Ceiling(targets, Layout.Block) * sources * Pair) + Layout.Block);

    /// <summary>The plan that is chosen: where it pays, or where a schedule file says so; null for a direct sum.</summary>
    public static FourierPlan? For(ConvolutionPlan plan, ScheduleOptions options, long packedFloats)
    {
        if (!TransformCosts.Allows(plan, options) || !IsPlain(plan.Taps.Rows, plan.Rows) || !IsPlain(plan.Taps.Columns, plan.Columns))
            return null;
        FourierPlan[] possible = [.. Possible(plan, packedFloats, options.PackedBudget)];
        if (possible.Length == 0)
            return null;
        FourierPlan?[] candidates = [null, .. possible];
        return options.Choices.Choose(
            0, plan.Key, candidates, _ => ByCostModel(possible), f => f is null ? "direct" : InvariantText.Of($"fft {f.Side} run={f.Run}"));
    }

    // Sides that leave outputs, larger ones only where a smaller tile does not hold the whole map.
    private static IEnumerable<FourierPlan> Possible(ConvolutionPlan plan, long packedFloats, long budget)
    {
        long plane = ((long)plan.Target.Blocks * plan.Source.Channels * Pair) + Layout.Block;
        foreach (int side in Sides)
        {
            long packed = side * side / 2 * plane;
            if (Math.Max(plan.Taps.Rows.Count, plan.Taps.Columns.Count) > side + 1 - LeastOutputs)
                continue;
            if (packed > int.MaxValue - packedFloats || packedFloats + packed > budget)
                yield break;
            var one = new FourierPlan(plan, side, 1);
            FourierPlan cached = one with { Run = TransformCosts.EvenRun(one.Tiles, TransformCosts.CachedFloats / one.TileFloats) }, whole = one with { Run = one.Tiles };
            foreach (FourierPlan run in new[] { cached, whole }.Where(w => w.RunFloats <= TransformCosts.MostFloats).Distinct())
                yield return run;
            if (one.Tiles == 1)
                yield break;
        }
    }

    private static FourierPlan? ByCostModel(FourierPlan[] possible)
    {
        FourierPlan best = possible.Aggregate((least, next) => next.Cost < least.Cost ? next : least);
        TapGrid taps = best.Convolution.Taps;
        return Math.Min(taps.Rows.Count, taps.Columns.Count) >= UsualTaps && TransformCosts.Pays(best.Cost, best.Convolution) ? best : null;
    }

    private long TileFloats => (long)Points * Pair * (SourceBlocks + TargetBlocks);

    private long RunFloats => Run * TileFloats;

    // Floats that pass between the second-level cache and what lies beyond: all weights in every run; and what is transformed, there and back, if it does not stay.
    private double Traffic => ((double)TransformCosts.Ceiling(Tiles, Run) * PackedLength * (PackedLength > NearFloats ? FarCost : 1))
        + (Spilled * Tiles * TileFloats * (RunFloats > TransformCosts.CachedFloats ? 1 : 0));

    /// <summary>Estimated cost; a complex product is four real ones.</summary>
    public double Cost => (4.0 * Points * Tiles * SourceChannels * TargetBlocks)
        + ((double)Tiles * (SourceBlocks + TargetBlocks) * Side * Side * Math.Log(Side, 2) * TransformCost)
        + TransformCosts.Streaming(Traffic);

    private int OutputsOf(TapAxis taps, PositionAxis positions) => Math.Min(Side + 1 - taps.Count, positions.Count);

    // Taps side by side in the order of their weights.
    private static bool IsPlain(TapAxis taps, PositionAxis positions) =>
        taps is { Count: >= LeastTaps, OffsetStep: 1, FirstKernel: 0, KernelStep: 1 } && positions is { Read: 1, Write: 1, FirstWritten: 0 };
}
