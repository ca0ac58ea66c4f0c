namespace Unfurl;

/// <summary>exp(x[c]) / sum over k of exp(x[k]), over the channel axis; the largest x is subtracted first. As PyTorch Softmax(dim=1).</summary>
/// <remarks>A cross-entropy loss behind a last Softmax is computed from the Softmax's input, where it is exact.</remarks>
[Reference(Family.Activation, "Bridle 1990", Formula = "exp(x[c]) / sum over k of exp(x[k])", Derivative = "dx[c] = y[c] * (dy[c] - sum over k of dy[k] * y[k])", PyTorch = "Softmax(dim=1)", Onnx = "Softmax")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftmaxAttribute : LayerAttribute;
