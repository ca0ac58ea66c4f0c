namespace Unfurl;

/// <summary>Largest value and mean of each window, mixed in a learned proportion: y = a max + (1 - a) mean (Lee, Gallagher and Tu 2016).</summary>
/// <remarks>
/// (C, H, W) to (C, H', W') with H' = floor((H + padding - kernel) / S) + 1. The stride is the kernel unless given; cells of the padding are minus infinity to the largest value
/// and 0 to the mean. Learned is a, kept under <c>mixedpoolN.mix</c> as [1], or [C] with <see cref="PerChannel"/>; nothing holds it between 0 and 1. Its gradient is the sum of
/// dy (max - mean). Source: Lee, Gallagher and Tu, Generalizing Pooling Functions in Convolutional Neural Networks, 2016. PyTorch and ONNX have none.
/// </remarks>
[Reference(Family.Pooling, "Lee, Gallagher and Tu 2016", Formula = "a * max + (1 - a) * mean, a learned", Derivative = "a * dy to the first of the largest, (1 - a) * dy / n to each; da = sum of dy * (max - mean)", Shape = "(C, H, W) to (C, H', W')")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MixedPoolAttribute : WindowAttribute
{
    /// <summary>Windows of <paramref name="kernel"/> cells on both axes, at least 1.</summary>
    public MixedPoolAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public MixedPoolAttribute(object kernel)
        : base(kernel)
    {
    }

    /// <summary>What the proportion of the largest value starts at, 0 to 1; default 0.5.</summary>
    public double Mix { get; set; } = 0.5;

    /// <summary>Whether each channel has a proportion of its own; default false, one for the layer.</summary>
    public bool PerChannel { get; set; }

    /// <summary>Whether cells of the padding count in the divisor of the mean; default true, as in PyTorch's AvgPool2d (ONNX: false).</summary>
    public bool CountPadding { get; set; } = true;


    /// <summary>Round output sizes up, so that the last window may reach past the end; default false.</summary>
    public bool Ceiling { get; set; }
}
