namespace Unfurl;

/// <summary>The largest values of a map cut into n x n windows, for several n: a vector whose length does not depend on the map's size (He 2014).</summary>
/// <remarks>
/// (C, H, W) to (C (n1^2 + n2^2 + ..)), (C, L) to (C (n1 + n2 + ..)). Each level is an <see cref="AdaptiveMaxPoolAttribute"/>, so that it always has exactly n x n windows. The vector
/// holds the levels in the order given; within a level all windows of channel 0 row by row, then those of channel 1. Over an open size
/// (<see cref="Extent.Any"/>) a level has at most 31 windows on an axis. Source: He, Zhang, Ren and Sun 2014. PyTorch:
/// AdaptiveMaxPool2d(n), flattened, for each n, and cat; ONNX has none.
/// </remarks>
[Reference(Family.Pooling, "He et al. 2014", Formula = "AdaptiveMaxPool(n) for each level n, flattened and joined", Derivative = "dy to the first of the largest", Shape = "(C, H, W) to (C * (n1^2 + n2^2 + ..))", PyTorch = "AdaptiveMaxPool2d(n), flatten, cat")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SpatialPyramidPoolAttribute : LayerAttribute
{
    /// <summary>Up to four levels of that many windows on each axis; the first at least 1, the others at least 1 or, for none, 0.</summary>
    public SpatialPyramidPoolAttribute(int level1, int level2 = 0, int level3 = 0, int level4 = 0) => Levels = [level1, level2, level3, level4];

    /// <summary>Inside a block: numbers, names of parameters or expressions.</summary>
    public SpatialPyramidPoolAttribute(object level1, object? level2 = null, object? level3 = null, object? level4 = null) =>
        Levels = [level1 as int? ?? 0, level2 as int? ?? 0, level3 as int? ?? 0, level4 as int? ?? 0];

    /// <summary>Windows on each axis, level by level; 0 for none, or where it follows from a block's parameters.</summary>
    public IReadOnlyList<int> Levels { get; }
}
