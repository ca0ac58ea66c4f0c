namespace Unfurl;

/// <summary>What the bytes of a pixel mean, in their order; 8 bits each.</summary>
public enum PixelFormat
{
    /// <summary>One byte: brightness.</summary>
    Grey,

    /// <summary>Three bytes: red, green, blue.</summary>
    Rgb,

    /// <summary>Four bytes: red, green, blue, and opacity that the colours are not multiplied with.</summary>
    Rgba,

    /// <summary>Three bytes: blue, green, red.</summary>
    Bgr,

    /// <summary>Four bytes: blue, green, red, and opacity that the colours are not multiplied with.</summary>
    Bgra,
}

/// <summary>How the bytes of an image follow one another.</summary>
public enum PixelOrder
{
    /// <summary>(H, W, C): a pixel's bytes stand together, as decoders and cameras give them.</summary>
    Interleaved,

    /// <summary>(C, H, W): one plane for each channel.</summary>
    Planar,
}

/// <summary>How an image of another size becomes one of the network's.</summary>
public enum Resampling
{
    /// <summary>Not at all: another size is an error.</summary>
    None,

    /// <summary>The pixel in which the centre of the new one lies; PyTorch's <c>nearest-exact</c>, Pillow's <c>NEAREST</c>.</summary>
    Nearest,

    /// <summary>Between the four pixels around the centre of the new one; PyTorch's <c>interpolate(mode="bilinear",
    /// align_corners=False)</c>. It does not smooth: shrunk to less than half, an image shows aliasing.</summary>
    Bilinear,
}
