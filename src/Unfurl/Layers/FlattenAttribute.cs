namespace Unfurl;

/// <summary>(C, H, W) or (C, L) to (F), channels outermost, then rows. As PyTorch Flatten.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : LayerAttribute;
