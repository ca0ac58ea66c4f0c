using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unfurl;

/// <summary>One step of <see cref="Adam"/> or <see cref="AdamW"/> on a vector.</summary>
/// <param name="mean">How the mean of the gradients moves.</param>
/// <param name="square">How the mean of their squares moves.</param>
/// <param name="learningRate">Step size before the correction.</param>
/// <param name="epsilon">Added to the square root.</param>
internal readonly struct AdamRule(BiasCorrection mean, BiasCorrection square, float learningRate, float epsilon) : IUpdateRule
{
    private readonly float _keepMean = (float)mean.Beta;
    private readonly float _takeMean = (float)(1 - mean.Beta);
    private readonly float _keepSquare = (float)square.Beta;
    private readonly float _takeSquare = (float)(1 - square.Beta);
    private readonly float _stepSize = (float)(learningRate / mean.Value);
    private readonly float _squareCorrection = (float)Math.Sqrt(square.Value);
    private readonly float _epsilon = epsilon;

    /// <summary>Weight decay as part of the gradient (Adam).</summary>
    public float CoupledDecay { get; init; }

    /// <summary>Factor of the weights before the step (AdamW).</summary>
    public float Shrink { get; init; } = 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update(
        ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
    {
        if (CoupledDecay != 0)
            gradient += value * CoupledDecay;

        Vector<float> newMean = first * _keepMean + gradient * _takeMean;
        Vector<float> newSquare = second * _keepSquare + gradient * gradient * _takeSquare;
        Vector<float> root = Vector.SquareRoot(newSquare) / new Vector<float>(_squareCorrection) + new Vector<float>(_epsilon);
        value = value * Shrink - newMean / root * _stepSize;
        first = newMean;
        second = newSquare;
    }
}
