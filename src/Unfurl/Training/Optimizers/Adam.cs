namespace Unfurl;

/// <summary>Adaptive moments (Kingma and Ba, 2015), as <c>torch.optim.Adam</c>.</summary>
/// <remarks>
/// g = g + weightDecay p; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; at step t
/// p = p - learningRate / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + epsilon). The weight decay is the coupled one, part of the
/// gradient. Every element is computed alone, each operation rounded by itself, so the bits do not depend on the vector width.
/// </remarks>
public sealed class Adam : Optimizer
{
    private static readonly string[] Names = ["mean", "square"];
    private readonly float _epsilon;
    private readonly float _weightDecay;
    private BiasCorrection _mean;
    private BiasCorrection _square;

    /// <summary>Creates the optimizer; the defaults are those of PyTorch.</summary>
    /// <param name="learningRate">Step size, 0 or more.</param>
    /// <param name="beta1">Share of the mean of the gradients that is kept, in [0, 1).</param>
    /// <param name="beta2">Share of the mean of their squares that is kept, in [0, 1).</param>
    /// <param name="epsilon">Added to the square root, after the bias correction; 0 or more.</param>
    /// <param name="weightDecay">Factor of the weights added to the gradients, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adam(float learningRate = 1e-3f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 0)
        : base(OptimizerArguments.NotNegative(learningRate))
    {
        _mean = new BiasCorrection(OptimizerArguments.AsWritten(OptimizerArguments.Share(beta1)));
        _square = new BiasCorrection(OptimizerArguments.AsWritten(OptimizerArguments.Share(beta2)));
        _epsilon = OptimizerArguments.NotNegative(epsilon);
        _weightDecay = OptimizerArguments.NotNegative(weightDecay);
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

    private protected override void Update(UpdateSlice slice) => UpdateLoop.Run(
        new AdamRule(_mean, _square, slice.LearningRate, _epsilon) { CoupledDecay = _weightDecay * slice.DecayFactor }, slice);
}
