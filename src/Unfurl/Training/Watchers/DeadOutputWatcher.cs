namespace Unfurl;

/// <summary>Warns of rectifiers that died: outputs that were 0 for every sample of an epoch, and so learn nothing any more.</summary>
public sealed class DeadOutputWatcher : ActivationWatcher
{
    private readonly bool[][] _alive;
    private readonly bool[] _seen;

    /// <summary>Creates a watcher.</summary>
    /// <param name="layers">Names of the layers, such as those of ReLU.</param>
    /// <param name="limit">Largest share of dead outputs that needs no warning, from 0 to 1.</param>
    /// <exception cref="ArgumentException">There is no layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its range.</exception>
    public DeadOutputWatcher(IReadOnlyList<string> layers, float limit = 0.5f)
        : base(layers, limit)
    {
        _alive = new bool[Layers][];
        Array.Fill(_alive, []);
        _seen = new bool[Layers];
    }

    internal override void BeginEpoch()
    {
        foreach (bool[] alive in _alive)
            Array.Clear(alive);
        Array.Clear(_seen);
    }

    private protected override void Count(int layer, ReadOnlySpan<float> outputs, int outputsPerSample)
    {
        if (_alive[layer].Length != outputsPerSample)
            _alive[layer] = new bool[outputsPerSample];
        bool[] alive = _alive[layer];
        _seen[layer] = true;
        for (; !outputs.IsEmpty; outputs = outputs[alive.Length..])
        {
            for (int i = 0; i < alive.Length; i++)
                alive[i] |= outputs[i] != 0;
        }
    }

    private protected override double Share(int layer) =>
        _seen[layer] ? (double)_alive[layer].Count(output => !output) / _alive[layer].Length : double.NaN;

    private protected override string Sentence(string layer, string share) =>
        $"{layer}: {share} of its outputs were 0 for every sample of the last epoch; " +
        "a smaller learning rate or a leaky activation may help.";
}
