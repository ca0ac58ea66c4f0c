namespace Unfurl;

/// <summary>Joins values along their channels, in order: (C1, H, W), (C2, H, W), .. to (C1 + C2 + .., H, W). As PyTorch cat(dim=1).</summary>
/// <remarks>Joins the open branches; or, with <c>From = "a, b"</c>, the named layers; with a single name, the current value and the named one.
/// Heights and widths must be equal. Where channels fall on whole vectors nothing is copied: branches write into their part of the result.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatAttribute : LayerAttribute;

/// <summary>The sum of values of one shape, number by number: y = x1 + x2 + ...</summary>
/// <remarks>Joins the open branches; or, with <c>From = "a, b"</c>, the named layers; with a single name, the current value and the named one.
/// A value of shape (C) or (C, 1, 1) joined to maps of C channels is added to every pixel.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute : LayerAttribute;

/// <summary>The product of values of one shape, number by number: y = x1 x2 ...</summary>
/// <remarks>Joins the open branches; or, with <c>From = "a, b"</c>, the named layers; with a single name, the current value and the named one.
/// A value of shape (C) or (C, 1, 1) joined to maps of C channels scales every pixel: squeeze and excitation.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MultiplyAttribute : LayerAttribute;
