namespace Unfurl;

/// <summary>Warns of saturated activations: outputs so near the ends of their range that hardly any gradient passes.</summary>
public sealed class SaturationWatcher : ActivationWatcher
{
    private readonly float _low;
    private readonly float _high;
    private readonly long[] _near;
    private readonly long[] _all;

    /// <summary>Creates a watcher.</summary>
    /// <param name="layers">Names of the layers.</param>
    /// <param name="low">The smallest output of the activation: 0 for a sigmoid, -1 for tanh.</param>
    /// <param name="high">The largest output of the activation, above <paramref name="low"/>.</param>
    /// <param name="margin">Share of the range that counts as its end, on both sides, from 0 to 1.</param>
    /// <param name="limit">Largest share of saturated outputs that needs no warning, from 0 to 1.</param>
    /// <exception cref="ArgumentException">There is no layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SaturationWatcher(IReadOnlyList<string> layers, float low = 0, float high = 1, float margin = 0.02f, float limit = 0.5f)
        : base(layers, limit)
    {
        float room = OptimizerArguments.ZeroToOne(margin) * (OptimizerArguments.Finite(high) - OptimizerArguments.Finite(low));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        (_low, _high) = (low + room, high - room);
        _near = new long[Layers];
        _all = new long[Layers];
    }

    internal override void BeginEpoch()
    {
        Array.Clear(_near);
        Array.Clear(_all);
    }

    private protected override void Count(int layer, ReadOnlySpan<float> outputs, int outputsPerSample)
    {
        int near = 0;
        foreach (float output in outputs)
            near += output < _low || output > _high ? 1 : 0;
        _near[layer] += near;
        _all[layer] += outputs.Length;
    }

    private protected override double Share(int layer) => (double)_near[layer] / _all[layer];

    private protected override string Sentence(string layer, string share) =>
        $"{layer}: {share} of its outputs in the last epoch were at the ends of their range, where gradients vanish; " +
        "smaller weights, a normalisation before it or another activation may help.";
}
