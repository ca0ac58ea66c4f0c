using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unfurl;

/// <summary>Steps in the units of the weights (Zeiler, 2012), as <c>torch.optim.Adadelta</c>.</summary>
/// <remarks>
/// g = g + weightDecay p; v = rho v + (1 - rho) g^2; d = sqrt(a + epsilon) / sqrt(v + epsilon) g; a = rho a + (1 - rho) d^2;
/// p = p - learningRate d.
/// Every element is computed alone, each operation rounded by itself, so the bits do not depend on the vector width.
/// </remarks>
public sealed class Adadelta : Optimizer
{
    private static readonly string[] Names = ["square", "change"];
    private readonly double _rho;
    private readonly float _epsilon;
    private readonly float _weightDecay;

    /// <summary>Creates the optimizer; the defaults are those of PyTorch.</summary>
    /// <param name="learningRate">Factor of the steps, 0 or more.</param>
    /// <param name="rho">Share of the means of squares that is kept, from 0 to 1.</param>
    /// <param name="epsilon">Added under both square roots, 0 or more.</param>
    /// <param name="weightDecay">Factor of the weights added to the gradients, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adadelta(float learningRate = 1, float rho = 0.9f, float epsilon = 1e-6f, float weightDecay = 0)
        : base(OptimizerArguments.NotNegative(learningRate))
    {
        _rho = OptimizerArguments.AsWritten(OptimizerArguments.ZeroToOne(rho));
        _epsilon = OptimizerArguments.NotNegative(epsilon);
        _weightDecay = OptimizerArguments.NotNegative(weightDecay);
    }

    internal override ReadOnlySpan<string> StateNames => Names;

    private protected override void Update(UpdateSlice slice) => UpdateLoop.Run(
        new Rule
        {
            Keep = (float)_rho,
            Take = (float)(1 - _rho),
            Epsilon = _epsilon,
            Decay = _weightDecay * slice.DecayFactor,
            LearningRate = slice.LearningRate,
        },
        slice);

    private readonly struct Rule : IUpdateRule
    {
        public float Keep { get; init; }

        public float Take { get; init; }

        public float Epsilon { get; init; }

        public float Decay { get; init; }

        public float LearningRate { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(
            ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            if (Decay != 0)
                gradient += value * Decay;
            var epsilon = new Vector<float>(Epsilon);
            Vector<float> square = first * Keep + gradient * gradient * Take;
            Vector<float> change = Vector.SquareRoot(second + epsilon) / Vector.SquareRoot(square + epsilon) * gradient;
            first = square;
            second = second * Keep + change * change * Take;
            value -= change * LearningRate;
        }
    }
}
