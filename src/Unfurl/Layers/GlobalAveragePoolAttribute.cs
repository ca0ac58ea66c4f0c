namespace Unfurl;

/// <summary>The mean of each channel: (C, H, W) to (C, 1, 1), (C, L) to (C, 1). As ONNX GlobalAveragePool.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePoolAttribute : LayerAttribute;
