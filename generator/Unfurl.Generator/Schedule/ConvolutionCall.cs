namespace Unfurl.Generator;

/// <summary>Chooses the kernel of a planned convolution, packs its weights and calls it.</summary>
internal static class ConvolutionCall
{
    /// <param name="lowering">The plan to add to.</param>
    /// <param name="plan">The convolution.</param>
    /// <param name="x">What is read.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="bias">Its bias, or null.</param>
    /// <param name="y">What is written.</param>
    /// <param name="variant">Which packed layout of the weights this is.</param>
    /// <param name="perTarget">Natural floats from the weights of a target channel to those of the next in its group.</param>
    /// <param name="perSource">Natural floats from the weights of a source channel to those of the next.</param>
    public static void Add(
        Lowering lowering, ConvolutionPlan plan, Tensor x, Value weights, Value? bias, Tensor y, string variant, int perTarget, int perSource)
    {
        if (WinogradPlan.For(plan, lowering.Options, lowering.PackedForInference) is { } winograd)
        {
            AddWinograd(lowering, winograd, x, weights, bias, y, perTarget, perSource);
            return;
        }

        bool planar = y.Layout.Kind == LayoutKind.Planar;
        Kernel kernel = planar ? PlanarConvolution.Create(plan, perTarget, perSource) : BlockedConvolution.Create(plan);
        Buffer packed = planar
            ? lowering.Parameter(weights)
            : lowering.Packed(
                weights,
                variant,
                BlockedConvolution.PackedLength(plan.Groups, plan.Taps.Count),
                ConvolutionPacking.Pack(plan.Groups, plan.Taps, perTarget, perSource));
        lowering.Call(kernel, [Lowering.Of(x), Lowering.Of(packed), .. Added(lowering, bias), Lowering.Of(y), new SamplesArgument()]);
    }

    private static Argument[] Added(Lowering lowering, Value? bias) => bias is null ? [] : [Lowering.Of(lowering.Parameter(bias))];

    private static void AddWinograd(
        Lowering lowering, WinogradPlan plan, Tensor x, Value weights, Value? bias, Tensor y, int perTarget, int perSource)
    {
        Buffer packed = lowering.PackedOnce(
            weights, "winograd", plan.PackedLength, WinogradPacking.Pack(y.Layout.Channels, x.Layout.Channels, perTarget, perSource));
        lowering.Call(WinogradConvolution.Create(plan), [
            Lowering.Of(x),
            Lowering.Of(packed),
            .. Added(lowering, bias),
            Lowering.Of(lowering.Scratch("transformed", WinogradPlan.Points * plan.SourcePlane)),
            Lowering.Of(lowering.Scratch("products", WinogradPlan.Points * plan.TargetPlane)),
            Lowering.Of(lowering.Own("columns", WinogradPlan.Points * Layout.Block)),
            Lowering.Of(y),
            new SamplesArgument(),
        ]);
    }
}
