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
    private readonly float _momentum;
    private readonly float _dampening;
    private readonly float _weightDecay;
    private readonly bool _nesterov;
    private Vector<float>[]? _velocity;
    private int _length;

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

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Step(Span<float> values, ReadOnlySpan<float> gradients)
    {
        bool first = _velocity is null;
        OptimizerArguments.CheckLengths(values.Length, gradients.Length, first ? values.Length : _length);
        if (first)
        {
            _length = values.Length;
            _velocity = new Vector<float>[_momentum == 0 ? 0 : VectorSpan.Count(values.Length)];
        }

        // The first velocity is the gradient itself: 0 times the old, 1 times the new.
        float keep = first ? 0 : _momentum;
        float take = first ? 1 : 1 - _dampening;

        var whole = new VectorSpan(values, gradients);
        int count = whole.Values.Length;
        for (int i = 0; i < count; i++)
            Update(ref whole.Values[i], whole.Gradients[i], i, keep, take);

        if (whole.HasLast)
        {
            Vector<float> last = whole.LastValues;
            Update(ref last, whole.LastGradients, count, keep, take);
            whole.StoreLast(last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Update(ref Vector<float> value, Vector<float> gradient, int i, float keep, float take)
    {
        if (_weightDecay != 0)
            gradient += value * _weightDecay;

        if (_momentum != 0)
        {
            ref Vector<float> velocity = ref _velocity![i];
            velocity = velocity * keep + gradient * take;
            gradient = _nesterov ? gradient + velocity * _momentum : velocity;
        }

        value -= gradient * LearningRate;
    }
}
