namespace Unfurl;

/// <summary>Cells around a map, or, where a number is negative, cells cut off: y[c,i,j] = x[c, i - top, j - left], and outside of x what <see cref="Mode"/> says.</summary>
/// <remarks>(C, H, W) to (C, H + top + bottom, W + left + right), (C, L) to (C, L + left + right). The gradient of a number is the sum of those of its copies.
/// PyTorch: ZeroPad2d, ConstantPad2d, ReflectionPad2d, ReplicationPad2d, CircularPad2d and their 1-D kin. ONNX: Pad with constant, reflect, edge, wrap.</remarks>
[Reference(Family.Arrangement, "PyTorch", Formula = "x[c, i - top, j - left], outside of x a number or a copy", Derivative = "sum of dy over the copies of each cell", Shape = "(C, H, W) to (C, H + top + bottom, W + left + right)", PyTorch = "ConstantPad2d, ReflectionPad2d, ..", Onnx = "Pad")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PadAttribute : LayerAttribute
{
    /// <summary>That many cells on every side; negative cuts cells off, but not all.</summary>
    public PadAttribute(int padding) => Padding = padding;

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public PadAttribute(object padding) => Padding = padding as int? ?? 0;

    /// <summary>Cells on every side; 0 where they follow from a block's parameters.</summary>
    public int Padding { get; }

    /// <summary>Cells above where they differ from <see cref="Padding"/>.</summary>
    public int PaddingTop { get; set; }

    /// <summary>Cells to the left where they differ from <see cref="Padding"/>.</summary>
    public int PaddingLeft { get; set; }

    /// <summary>Cells below where they differ from <see cref="Padding"/>.</summary>
    public int PaddingBottom { get; set; }

    /// <summary>Cells to the right where they differ from <see cref="Padding"/>.</summary>
    public int PaddingRight { get; set; }

    /// <summary>What the cells hold; default zeros. Reflected, fewer cells than the input has on the axis; circular, at most as many.</summary>
    public PaddingMode Mode { get; set; }

    /// <summary>What they hold instead of 0 in <see cref="PaddingMode.Zero"/>; a finite number.</summary>
    public double Value { get; set; }
}
