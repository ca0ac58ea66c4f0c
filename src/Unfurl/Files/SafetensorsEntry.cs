namespace Unfurl;

/// <summary>One tensor of a safetensors file, as its header describes it.</summary>
/// <param name="Name">Its name, such as <c>conv1.weight</c>.</param>
/// <param name="DType">Its number format as the file spells it, such as <c>F32</c> or <c>BF16</c>.</param>
/// <param name="Shape">Its shape, outermost first; empty for a single number.</param>
/// <param name="Begin">First byte, counted from the start of the data behind the header.</param>
/// <param name="End">One past the last byte, counted the same way.</param>
public sealed record SafetensorsEntry(string Name, string DType, long[] Shape, long Begin, long End)
{
    /// <summary>How many numbers the tensor has: the product of its shape, 1 for an empty shape.</summary>
    public long Length => SafetensorsTypes.Count(Shape) ?? 0;

    /// <summary>Whether <see cref="SafetensorsFile.CopyTo"/> can read it: F32, F16, BF16 or F64.</summary>
    public bool IsReadable => DType is "F32" or "F16" or "BF16" or "F64";

    /// <summary>Whether it may hold weights: floating point or complex in any format, readable here or not. A counter or a mask
    /// does not.</summary>
    internal bool IsFloat => DType[0] is 'F' or 'C' || DType == "BF16";
}
