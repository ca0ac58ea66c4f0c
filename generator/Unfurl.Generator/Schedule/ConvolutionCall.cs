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
        bool planar = y.Layout.Kind == LayoutKind.Planar;
        Kernel kernel = planar ? PlanarConvolution.Create(plan, perTarget, perSource) : BlockedConvolution.Create(plan);
        Buffer packed = planar
            ? lowering.Parameter(weights)
            : lowering.Packed(
                weights,
                variant,
                BlockedConvolution.PackedLength(plan.Groups, plan.Taps.Count),
                ConvolutionPacking.Pack(plan.Groups, plan.Taps, perTarget, perSource));
        Argument[] added = bias is null ? [] : [Lowering.Of(lowering.Parameter(bias))];
        lowering.Call(kernel, [Lowering.Of(x), Lowering.Of(packed), .. added, Lowering.Of(y), new SamplesArgument()]);
    }

    /// <summary>A 3x3 convolution by Winograd's algorithm; the source is read with its border, a vector of channels at a time.</summary>
    public static void Add(Lowering lowering, WinogradPlan plan, Node node, Value? bias, Tensor y)
    {
        Tensor x = lowering.Read(node.Inputs[0], LayoutKind.Blocked);
        plan = plan with { Convolution = plan.Convolution with { Source = x.Layout } };
        Buffer packed = lowering.PackedOnce(
            node.Inputs[1], "winograd", plan.PackedLength, WinogradPacking.Pack(y.Layout.Channels, x.Layout.Channels));
        Argument[] added = bias is null ? [] : [Lowering.Of(lowering.Parameter(bias))];
        lowering.Call(WinogradConvolution.Create(plan), [
            Lowering.Of(x),
            Lowering.Of(packed),
            .. added,
            Lowering.Of(lowering.Scratch("transformed", WinogradPlan.Points * plan.SourcePlane)),
            Lowering.Of(lowering.Scratch("products", WinogradPlan.Points * plan.TargetPlane)),
            Lowering.Of(lowering.Scratch("columns", WinogradPlan.Points * Layout.Block)),
            Lowering.Of(y),
            new SamplesArgument(),
        ]);
    }
}
