using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unfurl;

/// <summary>Adam with the largest gradient in place of the mean square (Kingma and Ba, 2015), as <c>torch.optim.Adamax</c>.</summary>
/// <remarks>
/// g = g + weightDecay p; m = m + (1 - b1) (g - m); u = max(b2 u, |g| + epsilon); at step t p = p - learningRate / (1 - b1^t) * m / u.
/// Every element is computed alone, each operation rounded by itself, so the bits do not depend on the vector width.
/// </remarks>
public sealed class Adamax : Optimizer
{
    private static readonly string[] Names = ["mean", "largest"];
    private readonly float _beta2;
    private readonly float _epsilon;
    private readonly float _weightDecay;
    private BiasCorrection _mean;

    /// <summary>Creates the optimizer; the defaults are those of PyTorch.</summary>
    /// <param name="learningRate">Step size, 0 or more.</param>
    /// <param name="beta1">Share of the mean of the gradients that is kept, in [0, 1).</param>
    /// <param name="beta2">Share of the largest gradient that is kept, in [0, 1).</param>
    /// <param name="epsilon">Added to the size of every gradient, 0 or more.</param>
    /// <param name="weightDecay">Factor of the weights added to the gradients, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adamax(float learningRate = 2e-3f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 0)
        : base(OptimizerArguments.NotNegative(learningRate))
    {
        _mean = new BiasCorrection(OptimizerArguments.AsWritten(OptimizerArguments.Share(beta1)));
        _beta2 = OptimizerArguments.Share(beta2);
        _epsilon = OptimizerArguments.NotNegative(epsilon);
        _weightDecay = OptimizerArguments.NotNegative(weightDecay);
    }

    internal override ReadOnlySpan<string> StateNames => Names;

    private protected override void BeginStep() => _mean.Next();

    private protected override void RestoreSteps() => _mean.GoTo(Steps);

    private protected override void Update(UpdateSlice slice) => UpdateLoop.Run(
        new Rule
        {
            Take = (float)(1 - _mean.Beta),
            KeepLargest = _beta2,
            Epsilon = _epsilon,
            Decay = _weightDecay * slice.DecayFactor,
            StepSize = (float)(slice.LearningRate / _mean.Value),
        },
        slice);

    private readonly struct Rule : IUpdateRule
    {
        public float Take { get; init; }

        public float KeepLargest { get; init; }

        public float Epsilon { get; init; }

        public float Decay { get; init; }

        public float StepSize { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(
            ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            if (Decay != 0)
                gradient += value * Decay;
            Vector<float> mean = first + (gradient - first) * Take;
            Vector<float> largest = Vector.Max(second * KeepLargest, Vector.Abs(gradient) + new Vector<float>(Epsilon));
            first = mean;
            second = largest;
            value -= mean / largest * StepSize;
        }
    }
}
