namespace Unfurl.Generator;

/// <summary>What a value is to the network.</summary>
internal enum ValueRole
{
    /// <summary>Given by the caller, one per sample: the input, the gradient of the output.</summary>
    Input,

    /// <summary>Class labels given by the caller.</summary>
    Labels,

    /// <summary>Target numbers given by the caller.</summary>
    Targets,

    /// <summary>Learned, shared by all samples.</summary>
    Parameter,

    /// <summary>Computed, one per sample.</summary>
    Activation,

    /// <summary>The gradient of a parameter: added to the instance's gradients.</summary>
    ParameterGradient,

    /// <summary>One number for the whole batch.</summary>
    Loss,
}

/// <summary>An edge of the graph: something one node makes, or the caller or the weights provide.</summary>
internal sealed class Value(int id, string name, Shape shape, ValueRole role, Parameter? parameter = null)
{
    public int Id { get; } = id;

    /// <summary>Readable, unique in its graph; emitted code speaks of it.</summary>
    public string Name { get; } = name;

    public Shape Shape { get; } = shape;

    public ValueRole Role { get; } = role;

    /// <summary>The parameter this value is, or is the gradient of.</summary>
    public Parameter? Parameter { get; } = parameter;

    public override string ToString() => $"%{Id} {Name}[{Shape}]";
}

/// <summary>A tensor of weights.</summary>
/// <param name="Key">Its name in files.</param>
/// <param name="Layer">Number of the layer that owns it.</param>
/// <param name="Shape">Its natural (PyTorch) shape.</param>
/// <param name="Bound">Fresh values are uniform in (-bound, bound).</param>
internal sealed record Parameter(string Key, int Layer, Shape Shape, double Bound);
