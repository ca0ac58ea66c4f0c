namespace Unfurl;

/// <summary>The largest value of each channel: y[c] = max over i,j of x[c,i,j].</summary>
/// <remarks>(C, H, W) to (C, 1, 1), (C, L) to (C, 1). The gradient goes to the first maximum in row order. Source: ONNX GlobalMaxPool; PyTorch AdaptiveMaxPool2d(1).</remarks>
[Reference(Family.Pooling, "Oquab et al. 2015", Formula = "max over i,j of x[c,i,j]", Derivative = "dy to the first of the largest", Shape = "(C, H, W) to (C, 1, 1)", PyTorch = "AdaptiveMaxPool2d(1)", Onnx = "GlobalMaxPool")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalMaxPoolAttribute : LayerAttribute;
