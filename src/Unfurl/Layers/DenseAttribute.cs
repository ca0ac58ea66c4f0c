namespace Unfurl;

/// <summary>Fully connected layer: y = W x + b, from (F) to (features).</summary>
/// <remarks>Weights are [features, F] under <c>denseN.weight</c>, <c>denseN.bias</c>; both start uniform in (-1/sqrt(F), 1/sqrt(F)),
/// as PyTorch's Linear. A feature map needs <see cref="FlattenAttribute"/> before it.</remarks>
[Reference(Family.Convolution, "Rosenblatt 1958", Formula = "b[o] + sum over i of w[o,i] * x[i]", Derivative = "dx[i] = sum over o of w[o,i] * dy[o]; dw[o,i] = dy[o] * x[i]; db = dy", Shape = "(F) to (features)", PyTorch = "Linear", Onnx = "Gemm, transB = 1")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute : LayerAttribute
{
    /// <summary>A layer of <paramref name="features"/> outputs, at least 1.</summary>
    public DenseAttribute(int features) => Features = features;

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public DenseAttribute(object features) => Features = features as int? ?? 0;

    /// <summary>Outputs; 0 where they follow from a block's parameters.</summary>
    public int Features { get; }

    /// <summary>Whether a bias per output is added; default true.</summary>
    public bool Bias { get; set; } = true;
}
