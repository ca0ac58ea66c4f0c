namespace Unfurl;

/// <summary>What stands in the cells that padding adds around a map. Along an axis of n numbers, position i outside 0 .. n - 1 holds:</summary>
public enum PaddingMode
{
    /// <summary>0. As PyTorch <c>padding_mode='zeros'</c>, ONNX Pad <c>constant</c>.</summary>
    Zero = 0,

    /// <summary>The number as far inside the border as i is outside, the border's own not repeated: x[-i], x[2 (n - 1) - i]; at most n - 1 cells on a side.
    /// As PyTorch <c>reflect</c>, ONNX Pad <c>reflect</c>.</summary>
    Reflect = 1,

    /// <summary>The border's number: x[0], x[n - 1]. As PyTorch <c>replicate</c>, ONNX Pad <c>edge</c>.</summary>
    Replicate = 2,

    /// <summary>The number from the other end: x[i + n], x[i - n]; at most n cells on a side. As PyTorch <c>circular</c>, ONNX Pad <c>wrap</c>.</summary>
    Circular = 3,
}
