namespace Unfurl;

/// <summary>Every cell of a map several times: y[c,i,j] = x[c, floor(i / S), floor(j / S)].</summary>
/// <remarks>(C, H, W) to (C, S H, S W), (C, L) to (C, S L). The gradient of a cell is the sum of those of its copies. PyTorch: Upsample(scale_factor=S,
/// mode='nearest'). ONNX: Resize, mode nearest, with asymmetric coordinates and floor. Followed by a convolution it is the way up without the checkerboards
/// that <see cref="ConvTransposeAttribute"/> can leave.</remarks>
[Reference(Family.Arrangement, "PyTorch", Formula = "x[c, floor(i / S), floor(j / S)]", Derivative = "sum of dy over the copies of each cell", Shape = "(C, H, W) to (C, S * H, S * W)", PyTorch = "Upsample(mode='nearest')", Onnx = "Resize")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UpsampleAttribute : LayerAttribute
{
    /// <summary>By that factor on both axes, at least 1.</summary>
    public UpsampleAttribute(int scale) => Scale = scale;

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public UpsampleAttribute(object scale) => Scale = scale as int? ?? 0;

    /// <summary>Copies on both axes; 0 where they follow from a block's parameters.</summary>
    public int Scale { get; }

    /// <summary>Vertical copies where they differ from <see cref="Scale"/>.</summary>
    public int ScaleHeight { get; set; }

    /// <summary>Horizontal copies where they differ from <see cref="Scale"/>.</summary>
    public int ScaleWidth { get; set; }
}
