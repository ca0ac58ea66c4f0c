using System.Globalization;

namespace Unfurl;

/// <summary>Counts something over the outputs of some layers, and warns if its share is above a limit.</summary>
public abstract class ActivationWatcher : TrainingWatcher
{
    private readonly string[] _layers;
    private readonly double _limit;
    private readonly Dictionary<string, double> _shares = new(StringComparer.Ordinal);

    private protected ActivationWatcher(IReadOnlyList<string> layers, float limit)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
            throw new ArgumentException("Expected at least one layer to watch.", nameof(layers));
        _layers = [.. layers];
        _limit = OptimizerArguments.ZeroToOne(limit);
    }

    /// <summary>Share by layer in the last finished epoch, 0 to 1; without layers that kept no outputs.</summary>
    public IReadOnlyDictionary<string, double> Shares => _shares;

    internal override bool NeedsActivations => true;

    internal override void OnBatch(ActivationReader activations, int samples)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            ReadOnlySpan<float> outputs = activations(_layers[i]);
            if (outputs.Length % samples != 0)
            {
                throw new InvalidOperationException(
                    $"The outputs of layer '{_layers[i]}' are {outputs.Length} numbers, which is no multiple of the {samples} samples.");
            }

            if (!outputs.IsEmpty)
                Count(i, outputs, outputs.Length / samples);
        }
    }

    internal override IEnumerable<string> EndEpoch()
    {
        var warnings = new List<string>();
        for (int i = 0; i < _layers.Length; i++)
        {
            double share = Share(i);
            if (double.IsNaN(share))
                continue;
            _shares[_layers[i]] = share;
            if (share > _limit)
                warnings.Add(Sentence(_layers[i], string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %")));
        }

        return warnings;
    }

    private protected int Layers => _layers.Length;

    /// <summary>Takes in the outputs of a layer, sample after sample.</summary>
    private protected abstract void Count(int layer, ReadOnlySpan<float> outputs, int outputsPerSample);

    /// <summary>The share of a layer in the epoch, NaN if nothing was seen.</summary>
    private protected abstract double Share(int layer);

    private protected abstract string Sentence(string layer, string share);
}
