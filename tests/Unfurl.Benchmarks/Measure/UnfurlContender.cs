namespace Unfurl.Benchmarks;

/// <summary>Our side: a generated network behind <see cref="INetwork"/>.</summary>
internal sealed class UnfurlContender(INetwork network, float[] input, int batch) : IContender
{
    private readonly float[] _output = new float[batch * network.OutputLength];

    /// <inheritdoc/>
    public ReadOnlySpan<float> Output => _output;

    /// <inheritdoc/>
    public void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
            network.Forward(input, _output);
    }
}
