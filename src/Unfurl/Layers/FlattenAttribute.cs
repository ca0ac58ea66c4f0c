namespace Unfurl;

/// <summary>(C, H, W) or (C, L) to (F), channels outermost, then rows. As PyTorch Flatten.</summary>
[Reference(Family.Arrangement, "PyTorch", Formula = "x in the order c,i,j", Derivative = "dy in the order c,i,j", Shape = "(C, H, W) to (C * H * W)", PyTorch = "Flatten", Onnx = "Flatten")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : LayerAttribute;
