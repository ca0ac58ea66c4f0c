namespace Unfurl;

/// <summary>Fully connected layer: y = W x + b, from (F) to (features).</summary>
/// <remarks>Weights are [features, F] under <c>denseN.weight</c>, <c>denseN.bias</c>; both start uniform in (-1/sqrt(F), 1/sqrt(F)),
/// as PyTorch's Linear. A feature map needs <see cref="FlattenAttribute"/> before it.</remarks>
/// <param name="features">Outputs, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int features) : LayerAttribute
{
    /// <summary>Outputs.</summary>
    public int Features { get; } = features;

    /// <summary>Whether a bias per output is added; default true.</summary>
    public bool Bias { get; set; } = true;
}
