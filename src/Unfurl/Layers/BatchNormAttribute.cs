namespace Unfurl;

/// <summary>Batch normalisation over each channel: y = w (x - mean) / sqrt(var + epsilon) + b (Ioffe and Szegedy 2015).</summary>
/// <remarks>
/// While training, mean and biased variance are those of the batch, all pixels included, and the running ones move towards them:
/// running = (1 - momentum) running + momentum batch, with the unbiased variance, as PyTorch's BatchNorm1d and BatchNorm2d. Otherwise the running ones are
/// used and the layer is folded into the convolution or dense layer before it. Weights are <c>batchnormN.weight</c> (starts at 1), <c>.bias</c> (0),
/// <c>.running_mean</c> (0) and <c>.running_var</c> (1), each [C]; the last two are stored with the weights and not learned. A training pass that
/// gives a channel a single value throws <see cref="ArgumentException"/>.
/// </remarks>
[Reference(Family.Normalization, "Ioffe and Szegedy 2015", Formula = "w[c] * (x - mean[c]) / sqrt(var[c] + epsilon) + b[c], moments of a channel over batch and pixels, outside training the running ones", Derivative = "dx = w / s * (dy - mean(dy) - xn * mean(dy * xn)); dw = sum of dy * xn; db = sum of dy", PyTorch = "BatchNorm2d", Onnx = "BatchNormalization")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance; greater than 0, default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>How far the running statistics move to those of a batch, in [0, 1]; default 0.1 (ONNX calls 1 minus it momentum).</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>Whether scale w and shift b are learned; default true. Without them y = (x - mean) / sqrt(var + epsilon).</summary>
    public bool Affine { get; set; } = true;
}
