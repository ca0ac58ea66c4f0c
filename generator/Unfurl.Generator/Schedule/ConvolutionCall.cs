namespace Unfurl.Generator;

/// <summary>Chooses the kernel of a planned convolution, packs its weights and calls it.</summary>
/// <param name="lowering">The plan to add to.</param>
/// <param name="plan">The convolution.</param>
/// <param name="x">What is read.</param>
/// <param name="y">What is written.</param>
internal sealed class ConvolutionCall(Lowering lowering, ConvolutionPlan plan, Tensor x, Tensor y)
{
    public Value? Bias { get; init; }

    /// <summary>What is added to the sums.</summary>
    public Tensor? Addend { get; init; }

    /// <summary>Whether the kernel that is chosen for a plan can pool what it stores.</summary>
    public static bool Pools(Lowering lowering, ConvolutionPlan plan) => WinogradPlan.For(InBlocks(plan), lowering.Options, lowering.PackedForInference) is not null;

    /// <param name="weights">The convolution's weights.</param>
    /// <param name="variant">Which packed layout of the weights this is.</param>
    /// <param name="perTarget">Natural floats from the weights of a target channel to those of the next in its group.</param>
    /// <param name="perSource">Natural floats from the weights of a source channel to those of the next.</param>
    public void Add(Value weights, string variant, int perTarget, int perSource)
    {
        ConvolutionPlan blocked = InBlocks(plan);
        if (WinogradPlan.For(blocked, lowering.Options, lowering.PackedForInference) is { } winograd)
            Winograd(winograd, lowering.PackedOnce(
                weights, $"winograd {winograd.Transform}", winograd.PackedLength, WinogradPacking.Pack(winograd.Transform, y.Layout.Channels, x.Layout.Channels, perTarget, perSource)));
        else if (FourierPlan.For(blocked, lowering.Options, lowering.PackedForInference) is { } fourier)
            Fourier(fourier, lowering.PackedOnce(
                weights, InvariantText.Of($"fft {fourier.Side}"), fourier.PackedLength, FourierPacking.Pack(fourier.Side, plan.Taps, y.Layout.Channels, x.Layout.Channels, perTarget, perSource)));
        else if (y.Layout.Kind == LayoutKind.Planar)
            Call(PlanarConvolution.Create(plan, perTarget, perSource), x, lowering.Parameter(weights));
        else
            Call(BlockedConvolution.Create(plan.Flattened()), x, lowering.Packed(
                weights,
                variant,
                BlockedConvolution.PackedLength(plan.Groups, plan.Taps.Count),
                ConvolutionPacking.Pack(plan.Groups, plan.Taps, perTarget, perSource)));
    }

    private static ConvolutionPlan InBlocks(ConvolutionPlan plan) => plan with { Source = plan.Source.InBlocks() };

    private void Winograd(WinogradPlan winograd, Buffer packed) => Call(
        WinogradConvolution.Create(winograd),
        lowering.InBlocks(x),
        packed,
        lowering.Scratch("transformed", winograd.Transform.Points * winograd.SourcePlane),
        lowering.Scratch("products", winograd.Transform.Points * winograd.TargetPlane),
        lowering.Own("columns", winograd.Transform.Points * Layout.Block));

    private void Fourier(FourierPlan fourier, Buffer packed) => Call(
        FourierConvolution.Create(fourier),
        lowering.InBlocks(x),
        packed,
        lowering.Scratch("transformed", fourier.Points * fourier.SourcePlane),
        lowering.Scratch("products", fourier.Points * fourier.TargetPlane),
        lowering.Own("columns", FourierConvolution.ColumnsLength(fourier)),
        lowering.Own("row", FourierConvolution.RowLength(fourier)));

    private void Call(Kernel kernel, Tensor from, Buffer weights, params Buffer[] scratch)
    {
        Argument[] bias = Bias is null ? [] : [Lowering.Of(lowering.Parameter(Bias))];
        Argument[] addend = Addend is null ? [] : [Lowering.Of(Addend)];
        lowering.Call(
            kernel,
            [Lowering.Of(from), Lowering.Of(weights), .. bias, .. addend, .. scratch.Select(Lowering.Of), Lowering.Of(y), new SamplesArgument()]);
    }
}
