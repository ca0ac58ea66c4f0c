using System.Globalization;

namespace Unfurl;

/// <summary>Warns of gradients that vanish or explode: the mean over an epoch of the Euclidean norm of a layer's gradient.</summary>
public sealed class GradientWatcher : TrainingWatcher
{
    private readonly double _vanishing;
    private readonly double _exploding;
    private readonly Dictionary<string, double> _norms = new(StringComparer.Ordinal);
    private string[]? _layers;
    private int[] _layerOf = [];
    private double[] _squares = [];
    private double[] _sums = [];
    private int _steps;

    /// <summary>Creates a watcher.</summary>
    /// <param name="vanishing">A norm below this is said to vanish, 0 or more.</param>
    /// <param name="exploding">A norm above this is said to explode, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public GradientWatcher(float vanishing = 1e-6f, float exploding = 1e3f)
    {
        _vanishing = OptimizerArguments.NotNegative(vanishing);
        _exploding = OptimizerArguments.Positive(exploding);
    }

    /// <summary>Mean norm by layer in the last finished epoch.</summary>
    public IReadOnlyDictionary<string, double> Norms => _norms;

    internal override void OnStep(GradientNorms norms)
    {
        if (_layers is null)
            Begin(norms.Tensors);
        Array.Clear(_squares);
        for (int i = 0; i < _layerOf.Length; i++)
            _squares[_layerOf[i]] += norms.Squares[i];
        for (int i = 0; i < _sums.Length; i++)
            _sums[i] += Math.Sqrt(_squares[i]);
        _steps++;
    }

    internal override void BeginEpoch()
    {
        Array.Clear(_sums);
        _steps = 0;
    }

    internal override IEnumerable<string> EndEpoch()
    {
        var warnings = new List<string>();
        for (int i = 0; i < _sums.Length && _steps > 0; i++)
        {
            double norm = _sums[i] / _steps;
            _norms[_layers![i]] = norm;
            if (norm < _vanishing)
                warnings.Add(Text(_layers[i], norm, "below", _vanishing, "vanishes: normalisation, a residual branch or another activation"));
            else if (norm > _exploding)
                warnings.Add(Text(_layers[i], norm, "above", _exploding, "explodes: gradient clipping or a smaller learning rate"));
        }

        return warnings;
    }

    private static string Text(string layer, double norm, string side, double limit, string advice) => string.Create(
        CultureInfo.InvariantCulture,
        $"{layer}: the mean norm of its gradient in the last epoch was {norm:g3}, {side} {limit:g3}; it {advice} may help.");

    private void Begin(ReadOnlySpan<ParameterInfo> tensors)
    {
        string[] names = Array.ConvertAll(tensors.ToArray(), tensor => Divergence.LayerOf(tensor.Key));
        _layers = [.. names.Distinct()];
        _layerOf = Array.ConvertAll(names, name => Array.IndexOf(_layers, name));
        _squares = new double[_layers.Length];
        _sums = new double[_layers.Length];
    }
}
