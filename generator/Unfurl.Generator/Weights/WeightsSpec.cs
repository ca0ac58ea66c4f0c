namespace Unfurl.Generator;

/// <summary>The header of a weights file that goes into the assembly, as plain data.</summary>
/// <param name="Network">The class it is for, as the project names it.</param>
/// <param name="File">The file's name, for messages.</param>
/// <param name="Fault">Why the header cannot be read, or null.</param>
/// <param name="Tensors">What it holds.</param>
internal sealed record WeightsSpec(string Network, string File, string? Fault, EquatableArray<TensorSpec> Tensors)
{
    /// <summary>Whether the class is meant: by its name, or by its full name where several share it.</summary>
    public bool IsFor(TypeSpec type) => Network == type.Name.TrimStart('@') || Network == type.MetadataName;
}

/// <summary>A tensor in a header.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Format">Its format, such as F32.</param>
/// <param name="Shape">Its shape as text, [6,1,5,5].</param>
internal sealed record TensorSpec(string Name, string Format, string Shape)
{
    private static readonly string[] Readable = ["F32", "F16", "BF16", "F64"];

    /// <summary>Whether the runtime library reads the format.</summary>
    public bool IsReadable => Readable.Contains(Format);

    /// <summary>Whether it holds real numbers: others, such as PyTorch's num_batches_tracked, carry no weights.</summary>
    public bool IsFloat => Format.StartsWith("F", StringComparison.Ordinal) || Format.StartsWith("BF", StringComparison.Ordinal);
}
