using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unfurl;

/// <summary>Stochastic gradient descent with momentum, as <c>torch.optim.SGD</c>.</summary>
/// <remarks>
/// g = g + weightDecay p; v = momentum v + (1 - dampening) g, but v = g at the first step; the direction d is g without momentum, v with
/// it and g + momentum v with Nesterov's variant; p = p - learningRate d. Every element is computed alone, each operation rounded by
/// itself, so the bits do not depend on the vector width.
/// </remarks>
public sealed class Sgd : Optimizer
{
    private static readonly string[] Names = ["velocity"];
    private readonly float _momentum;
    private readonly float _dampening;
    private readonly float _weightDecay;
    private readonly bool _nesterov;

    /// <summary>Creates the optimizer; the defaults are those of PyTorch.</summary>
    /// <param name="learningRate">Step size, 0 or more.</param>
    /// <param name="momentum">Share of the last velocity that is kept, 0 or more.</param>
    /// <param name="dampening">Share of the gradient that is kept out of the velocity.</param>
    /// <param name="weightDecay">Factor of the weights added to the gradients, 0 or more.</param>
    /// <param name="nesterov">Look ahead along the new velocity; needs a momentum and no dampening.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum, or with dampening.</exception>
    public Sgd(float learningRate, float momentum = 0, float dampening = 0, float weightDecay = 0, bool nesterov = false)
        : base(OptimizerArguments.NotNegative(learningRate))
    {
        _momentum = OptimizerArguments.NotNegative(momentum);
        _dampening = OptimizerArguments.Finite(dampening);
        _weightDecay = OptimizerArguments.NotNegative(weightDecay);
        _nesterov = nesterov;
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Nesterov needs a momentum above 0 and a dampening of 0, but they are {momentum} and {dampening}."),
                nameof(nesterov));
        }
    }

    internal override ReadOnlySpan<string> StateNames => _momentum == 0 ? [] : Names;

    private protected override void Update(UpdateSlice slice)
    {
        // The first velocity is the gradient itself: 0 times the old, 1 times the new.
        bool first = Steps == 1;
        UpdateLoop.Run(
            new Rule
            {
                Momentum = _momentum,
                Keep = first ? 0 : _momentum,
                Take = first ? 1 : 1 - _dampening,
                Decay = _weightDecay * slice.DecayFactor,
                Nesterov = _nesterov,
                LearningRate = slice.LearningRate,
            },
            slice);
    }

    private readonly struct Rule : IUpdateRule
    {
        public float Momentum { get; init; }

        public float Keep { get; init; }

        public float Take { get; init; }

        public float Decay { get; init; }

        public bool Nesterov { get; init; }

        public float LearningRate { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(
            ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            if (Decay != 0)
                gradient += value * Decay;

            if (Momentum != 0)
            {
                Vector<float> velocity = first * Keep + gradient * Take;
                first = velocity;
                gradient = Nesterov ? gradient + velocity * Momentum : velocity;
            }

            value -= gradient * LearningRate;
        }
    }
}
