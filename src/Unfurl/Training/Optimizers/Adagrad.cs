using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unfurl;

/// <summary>Gradients divided by the root of the sum of all their squares (Duchi, Hazan and Singer, 2011), as
/// <c>torch.optim.Adagrad</c>.</summary>
/// <remarks>
/// g = g + weightDecay p; s = s + g^2, from the initial sum on; at step t
/// p = p - learningRate / (1 + (t - 1) learningRateDecay) * g / (sqrt(s) + epsilon).
/// Every element is computed alone, each operation rounded by itself, so the bits do not depend on the vector width.
/// </remarks>
public sealed class Adagrad : Optimizer
{
    private static readonly string[] Names = ["sum"];
    private readonly double _learningRateDecay;
    private readonly float _weightDecay;
    private readonly float _epsilon;

    /// <summary>Creates the optimizer; the defaults are those of PyTorch.</summary>
    /// <param name="learningRate">Step size, 0 or more.</param>
    /// <param name="learningRateDecay">How fast the step size falls with the steps, 0 or more.</param>
    /// <param name="weightDecay">Factor of the weights added to the gradients, 0 or more.</param>
    /// <param name="initialSum">What the sums of squares start from, 0 or more.</param>
    /// <param name="epsilon">Added to the square root, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adagrad(
        float learningRate = 1e-2f, float learningRateDecay = 0, float weightDecay = 0, float initialSum = 0, float epsilon = 1e-10f)
        : base(OptimizerArguments.NotNegative(learningRate))
    {
        _learningRateDecay = OptimizerArguments.AsWritten(OptimizerArguments.NotNegative(learningRateDecay));
        _weightDecay = OptimizerArguments.NotNegative(weightDecay);
        InitialState = OptimizerArguments.NotNegative(initialSum);
        _epsilon = OptimizerArguments.NotNegative(epsilon);
    }

    internal override ReadOnlySpan<string> StateNames => Names;

    private protected override float InitialState { get; }

    private protected override void Update(UpdateSlice slice) => UpdateLoop.Run(
        new Rule
        {
            LearningRate = (float)(slice.LearningRate / (1 + (Steps - 1) * _learningRateDecay)),
            Decay = _weightDecay * slice.DecayFactor,
            Epsilon = _epsilon,
        },
        slice);

    private readonly struct Rule : IUpdateRule
    {
        public float LearningRate { get; init; }

        public float Decay { get; init; }

        public float Epsilon { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(
            ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            if (Decay != 0)
                gradient += value * Decay;
            Vector<float> sum = first + gradient * gradient;
            first = sum;
            value -= gradient / (Vector.SquareRoot(sum) + new Vector<float>(Epsilon)) * LearningRate;
        }
    }
}
