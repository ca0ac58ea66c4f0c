namespace Unfurl;

/// <summary>The largest value of each of a given number of windows, which cover the map: y[c,i,j] = max over the cells of window i,j of x[c].</summary>
/// <remarks>
/// (C, H, W) to (C, size, size), (C, L) to (C, size). Window i of n over H rows reads rows floor(i H / n) to ceil((i + 1) H / n) - 1: there are always exactly n, and neighbours
/// share a row where the edge falls inside it. The gradient goes to the first maximum in row order. Over an open size
/// (<see cref="Extent.Any"/>) there are at most 31 windows on an axis. Source: PyTorch AdaptiveMaxPool2d; ONNX has none.
/// </remarks>
[Reference(Family.Pooling, "PyTorch", Formula = "max of rows floor(i * H / n) to ceil((i + 1) * H / n) - 1, columns likewise", Derivative = "dy to the first of the largest", Shape = "(C, H, W) to (C, n, n)", PyTorch = "AdaptiveMaxPool2d")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AdaptiveMaxPoolAttribute : LayerAttribute
{
    /// <summary><paramref name="size"/> windows on both axes, at least 1.</summary>
    public AdaptiveMaxPoolAttribute(int size) => Size = size;

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public AdaptiveMaxPoolAttribute(object size) => Size = size as int? ?? 0;

    /// <summary>Windows on both axes; 0 where it follows from a block's parameters.</summary>
    public int Size { get; }

    /// <summary>Rows of windows where they differ from <see cref="Size"/>.</summary>
    public int Height { get; set; }

    /// <summary>Columns of windows where they differ from <see cref="Size"/>.</summary>
    public int Width { get; set; }
}
