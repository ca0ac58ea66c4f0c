namespace Unfurl;

/// <summary>What the tables in the documentation say of a layer beyond its formula: where it comes from, and what others call it.</summary>
/// <remarks>Read by the test that writes those tables; nothing reads it at run time.</remarks>
/// <param name="family">Which table.</param>
/// <param name="source">The paper, or the framework that defines it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, AllowMultiple = false, Inherited = false)]
internal sealed class ReferenceAttribute(Family family, string source) : Attribute
{
    /// <summary>Which table.</summary>
    public Family Family { get; } = family;

    /// <summary>The paper, or the framework that defines it.</summary>
    public string Source { get; } = source;

    /// <summary>The value, of a layer that carries no <see cref="FormulaAttribute"/>.</summary>
    public string? Formula { get; set; }

    /// <summary>The derivative, or what becomes of the gradient dy, of a layer that carries no <see cref="FormulaAttribute"/>.</summary>
    public string? Derivative { get; set; }

    /// <summary>Input and output shape; null where the shape stays.</summary>
    public string? Shape { get; set; }

    /// <summary>PyTorch's name, or null.</summary>
    public string? PyTorch { get; set; }

    /// <summary>ONNX' operator, or null.</summary>
    public string? Onnx { get; set; }
}

/// <summary>The tables of layers.</summary>
internal enum Family
{
    /// <summary>Activations, elementwise or not.</summary>
    Activation,

    /// <summary>What makes maps smaller.</summary>
    Pooling,

    /// <summary>Layers that multiply by weights.</summary>
    Convolution,

    /// <summary>What moves, repeats and joins numbers.</summary>
    Arrangement,

    /// <summary>Normalisation, and what drops numbers while training.</summary>
    Normalization,

    /// <summary>How weights start: members of an enum.</summary>
    Initialization,
}
