using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unfurl;

/// <summary>Adaptive moments (Kingma and Ba, 2015), as <c>torch.optim.Adam</c>.</summary>
/// <remarks>
/// g = g + weightDecay p; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; at step t
/// p = p - learningRate / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + epsilon). The weight decay is the coupled one, part of the
/// gradient. Every element is computed alone, each operation rounded by itself, so the bits do not depend on the vector width.
/// </remarks>
public sealed class Adam : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly float _epsilon;
    private readonly float _weightDecay;
    private double _beta1Power = 1;
    private double _beta2Power = 1;
    private Vector<float>[]? _mean;
    private Vector<float>[]? _square;
    private int _length;

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
        _beta1 = AsWritten(OptimizerArguments.Share(beta1));
        _beta2 = AsWritten(OptimizerArguments.Share(beta2));
        _epsilon = OptimizerArguments.NotNegative(epsilon);
        _weightDecay = OptimizerArguments.NotNegative(weightDecay);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Step(Span<float> values, ReadOnlySpan<float> gradients)
    {
        bool first = _mean is null;
        OptimizerArguments.CheckLengths(values.Length, gradients.Length, first ? values.Length : _length);
        if (first)
        {
            _length = values.Length;
            _mean = new Vector<float>[VectorSpan.Count(_length)];
            _square = new Vector<float>[_mean.Length];
        }

        // Products rather than Math.Pow, whose last bit differs between machines.
        _beta1Power *= _beta1;
        _beta2Power *= _beta2;
        var rates = new Rates(
            (float)_beta1, (float)(1 - _beta1), (float)_beta2, (float)(1 - _beta2),
            (float)(LearningRate / (1 - _beta1Power)), (float)Math.Sqrt(1 - _beta2Power), _epsilon, _weightDecay);

        var whole = new VectorSpan(values, gradients);
        int count = whole.Values.Length;
        for (int i = 0; i < count; i++)
            Update(ref whole.Values[i], whole.Gradients[i], ref _mean![i], ref _square![i], rates);

        if (whole.HasLast)
        {
            Vector<float> last = whole.LastValues;
            Update(ref last, whole.LastGradients, ref _mean![count], ref _square![count], rates);
            whole.StoreLast(last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update(
        ref Vector<float> value, Vector<float> gradient, ref Vector<float> mean, ref Vector<float> square, in Rates rates)
    {
        if (rates.WeightDecay != 0)
            gradient += value * rates.WeightDecay;

        mean = mean * rates.KeepMean + gradient * rates.TakeMean;
        square = square * rates.KeepSquare + gradient * gradient * rates.TakeSquare;
        Vector<float> root = Vector.SquareRoot(square) / new Vector<float>(rates.SquareCorrection) + new Vector<float>(rates.Epsilon);
        value -= mean / root * rates.StepSize;
    }

    // 1 - 0.999f is 1.3e-5 off 0.001, all that is left of the rounding of 0.999: take the decimal number the caller wrote.
    private static double AsWritten(float share) =>
        double.Parse(share.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private readonly record struct Rates(
        float KeepMean, float TakeMean, float KeepSquare, float TakeSquare,
        float StepSize, float SquareCorrection, float Epsilon, float WeightDecay);
}
