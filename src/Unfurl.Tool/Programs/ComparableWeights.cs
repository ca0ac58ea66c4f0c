namespace Unfurl.Tool;

/// <summary>Fresh weights under which values neither vanish nor explode, however deep the network: outputs of nothing but biases would prove nothing.</summary>
internal static class ComparableWeights
{
    // Around what an untrained network has: 0 for biases and means, 1 for factors and variances, which stay positive.
    private const float Spread = 0.1f;

    /// <summary>Draws every tensor.</summary>
    /// <remarks>Half of what passes a ReLU is 0; weights of variance 2 / fan in, uniform within sqrt(6 / fan in), keep the mean square
    /// (He et al. 2015, arXiv 1502.01852).</remarks>
    public static void Draw(NetworkParameters weights, int seed)
    {
        var random = new Random(seed);
        foreach (ParameterInfo tensor in weights.Table)
        {
            bool perChannel = tensor.Shape.Length == 1;
            float bound = perChannel ? Spread : MathF.Sqrt(6f * tensor.Shape[0] / tensor.Length);
            float middle = perChannel ? tensor.InitialValue : 0;
            foreach (ref float value in weights.Values.Slice(tensor.Offset, tensor.Length))
                value = middle + (2 * random.NextSingle() - 1) * bound;
        }

        weights.MarkChanged();
    }
}
