using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unfurl;

/// <summary>Gradients divided by their running root mean square (Hinton, 2012), as <c>torch.optim.RMSprop</c>.</summary>
/// <remarks>
/// g = g + weightDecay p; v = alpha v + (1 - alpha) g^2; the divisor is sqrt(v) + epsilon, or if centered sqrt(v - a^2) + epsilon with
/// a = a + (1 - alpha) (g - a), an estimate of the variance; with momentum b = momentum b + g / divisor and p = p - learningRate b,
/// without it p = p - learningRate g / divisor. A variance that rounding makes negative counts as 0, where PyTorch gives NaN.
/// Every element is computed alone, each operation rounded by itself, so the bits do not depend on the vector width.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    private static readonly string[] Names = ["square", "momentum", "mean"];
    private readonly double _alpha;
    private readonly float _epsilon;
    private readonly float _weightDecay;
    private readonly float _momentum;
    private readonly bool _centered;

    /// <summary>Creates the optimizer; the defaults are those of PyTorch.</summary>
    /// <param name="learningRate">Step size, 0 or more.</param>
    /// <param name="alpha">Share of the mean of the squares that is kept, 0 or more; below 1 to make sense.</param>
    /// <param name="epsilon">Added to the square root, 0 or more.</param>
    /// <param name="weightDecay">Factor of the weights added to the gradients, 0 or more.</param>
    /// <param name="momentum">Share of the last change that is kept, 0 or more.</param>
    /// <param name="centered">Divide by the deviation from the mean gradient rather than from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RmsProp(
        float learningRate = 1e-2f, float alpha = 0.99f, float epsilon = 1e-8f, float weightDecay = 0, float momentum = 0, bool centered = false)
        : base(OptimizerArguments.NotNegative(learningRate))
    {
        _alpha = OptimizerArguments.AsWritten(OptimizerArguments.NotNegative(alpha));
        _epsilon = OptimizerArguments.NotNegative(epsilon);
        _weightDecay = OptimizerArguments.NotNegative(weightDecay);
        _momentum = OptimizerArguments.NotNegative(momentum);
        _centered = centered;
    }

    // A state that is not used is not kept, unless one behind it is.
    internal override ReadOnlySpan<string> StateNames => Names.AsSpan(0, _centered ? 3 : _momentum != 0 ? 2 : 1);

    private protected override void Update(UpdateSlice slice) => UpdateLoop.Run(
        new Rule
        {
            Keep = (float)_alpha,
            Take = (float)(1 - _alpha),
            Epsilon = _epsilon,
            Decay = _weightDecay * slice.DecayFactor,
            Momentum = _momentum,
            Centered = _centered,
            LearningRate = slice.LearningRate,
        },
        slice);

    private readonly struct Rule : IUpdateRule
    {
        public float Keep { get; init; }

        public float Take { get; init; }

        public float Epsilon { get; init; }

        public float Decay { get; init; }

        public float Momentum { get; init; }

        public bool Centered { get; init; }

        public float LearningRate { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(
            ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            if (Decay != 0)
                gradient += value * Decay;

            Vector<float> square = first * Keep + gradient * gradient * Take;
            first = square;
            if (Centered)
            {
                Vector<float> mean = third + (gradient - third) * Take;
                third = mean;
                square = Vector.Max(square - mean * mean, Vector<float>.Zero);
            }

            Vector<float> change = gradient / (Vector.SquareRoot(square) + new Vector<float>(Epsilon));
            if (Momentum != 0)
            {
                change += second * Momentum;
                second = change;
            }

            value -= change * LearningRate;
        }
    }
}
