namespace Unfurl;

/// <summary>Joins values along their channels, in order: (C1, H, W), (C2, H, W), .. to (C1 + C2 + .., H, W). As PyTorch cat(dim=1).</summary>
/// <remarks>Joins the open branches; or, with <c>From = "a, b"</c>, the named layers; with a single name, the current value and the named one.
/// Heights and widths must be equal. Where channels fall on whole vectors nothing is copied: branches write into their part of the result.</remarks>
[Reference(Family.Arrangement, "PyTorch", Formula = "x1, then x2, .. along the channels", Derivative = "each its channels of dy", Shape = "(C1, H, W), (C2, H, W), .. to (C1 + C2 + .., H, W)", PyTorch = "cat(dim=1)", Onnx = "Concat, axis = 1")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatAttribute : LayerAttribute;

/// <summary>The sum of values of one shape, number by number: y = x1 + x2 + ...</summary>
/// <remarks>Joins the open branches; or, with <c>From = "a, b"</c>, the named layers; with a single name, the current value and the named one.
/// A value that has one number on some axes where the others have more is repeated along them, as in NumPy, PyTorch and ONNX: (C, 1, 1) is added to every pixel, (1, H, W) at
/// every channel. A vector (C) counts as (C, 1, 1). PyTorch: +, torch.add. ONNX: Add, Sum.</remarks>
[Reference(Family.Arrangement, "PyTorch", Formula = "x1 + x2 + ..", Derivative = "dy to each, summed over the axes on which it was repeated", Shape = "that of the largest; 1 on an axis is repeated", PyTorch = "+", Onnx = "Sum")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute : LayerAttribute;

/// <summary>The first of several values of one shape less all others, number by number: y = x1 - x2 - ...</summary>
/// <remarks>Joins the open branches; or, with <c>From = "a, b"</c>, the named layers; with a single name, the current value less the named one.
/// Shapes as of <see cref="AddAttribute"/>. PyTorch: -, torch.sub. ONNX: Sub.</remarks>
[Reference(Family.Arrangement, "PyTorch", Formula = "x1 - x2 - ..", Derivative = "dy to the first, -dy to the others, summed over the axes on which they were repeated", Shape = "that of the largest; 1 on an axis is repeated", PyTorch = "-", Onnx = "Sub")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SubtractAttribute : LayerAttribute;

/// <summary>The product of values of one shape, number by number: y = x1 x2 ...</summary>
/// <remarks>Joins the open branches; or, with <c>From = "a, b"</c>, the named layers; with a single name, the current value and the named one.
/// A value that has one number on some axes where the others have more is repeated along them, as in NumPy, PyTorch and ONNX: (C, 1, 1) is a factor of every pixel: squeeze and excitation, (1, H, W) at
/// every channel. A vector (C) counts as (C, 1, 1). PyTorch: *, torch.mul. ONNX: Mul.</remarks>
[Reference(Family.Arrangement, "PyTorch", Formula = "x1 * x2 * ..", Derivative = "dy * the others, summed over the axes on which it was repeated", Shape = "that of the largest; 1 on an axis is repeated", PyTorch = "*", Onnx = "Mul")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MultiplyAttribute : LayerAttribute;
