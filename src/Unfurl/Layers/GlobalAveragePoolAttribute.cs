namespace Unfurl;

/// <summary>The mean of each channel: (C, H, W) to (C, 1, 1), (C, L) to (C, 1). As ONNX GlobalAveragePool.</summary>
[Reference(Family.Pooling, "Lin, Chen and Yan 2014", Formula = "sum over i,j of x[c,i,j] / (H * W)", Derivative = "dy / (H * W) to each cell", Shape = "(C, H, W) to (C, 1, 1)", PyTorch = "AdaptiveAvgPool2d(1)", Onnx = "GlobalAveragePool")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePoolAttribute : LayerAttribute;
