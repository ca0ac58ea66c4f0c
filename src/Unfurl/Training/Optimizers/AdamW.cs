namespace Unfurl;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019), as <c>torch.optim.AdamW</c>.</summary>
/// <remarks>
/// p = p (1 - learningRate weightDecay), then a step of <see cref="Adam"/> without decay: the decay does not pass through the moments.
/// Every element is computed alone, each operation rounded by itself, so the bits do not depend on the vector width.
/// </remarks>
public sealed class AdamW : Optimizer
{
    private static readonly string[] Names = ["mean", "square"];
    private readonly float _epsilon;
    private readonly double _weightDecay;
    private BiasCorrection _mean;
    private BiasCorrection _square;

    /// <summary>Creates the optimizer; the defaults are those of PyTorch.</summary>
    /// <param name="learningRate">Step size, 0 or more.</param>
    /// <param name="beta1">Share of the mean of the gradients that is kept, in [0, 1).</param>
    /// <param name="beta2">Share of the mean of their squares that is kept, in [0, 1).</param>
    /// <param name="epsilon">Added to the square root, after the bias correction; 0 or more.</param>
    /// <param name="weightDecay">Share of the weights that a step with learning rate 1 would take away, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AdamW(
        float learningRate = 1e-3f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 1e-2f)
        : base(OptimizerArguments.NotNegative(learningRate))
    {
        _mean = new BiasCorrection(OptimizerArguments.AsWritten(OptimizerArguments.Share(beta1)));
        _square = new BiasCorrection(OptimizerArguments.AsWritten(OptimizerArguments.Share(beta2)));
        _epsilon = OptimizerArguments.NotNegative(epsilon);
        _weightDecay = OptimizerArguments.AsWritten(OptimizerArguments.NotNegative(weightDecay));
    }

    internal override ReadOnlySpan<string> StateNames => Names;

    private protected override void BeginStep()
    {
        _mean.Next();
        _square.Next();
    }

    private protected override void RestoreSteps()
    {
        _mean.GoTo(Steps);
        _square.GoTo(Steps);
    }

    private protected override void Update(UpdateSlice slice)
    {
        float shrink = (float)(1 - slice.LearningRate * _weightDecay * slice.DecayFactor);
        UpdateLoop.Run(new AdamRule(_mean, _square, slice.LearningRate, _epsilon) { Shrink = shrink }, slice);
    }
}
