namespace Unfurl.Generator;

/// <summary>What a value is to the network.</summary>
internal enum ValueRole
{
    /// <summary>Given by the caller, one per sample.</summary>
    Input,

    /// <summary>The gradient of an output, given by the caller.</summary>
    OutputGradient,

    /// <summary>Class labels given by the caller.</summary>
    Labels,

    /// <summary>Target numbers given by the caller.</summary>
    Targets,

    /// <summary>Learned, shared by all samples.</summary>
    Parameter,

    /// <summary>Computed from parameters alone, whenever they change.</summary>
    Derived,

    /// <summary>Computed, one per sample.</summary>
    Activation,

    /// <summary>Computed, one for the whole batch.</summary>
    Statistic,

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
/// <param name="Bound">Fresh values are uniform in (initial - bound, initial + bound).</param>
/// <param name="Initial">What fresh values lie around.</param>
/// <param name="IsStatistic">Whether it is counted from data, not learned.</param>
/// <param name="IsFrozen">Whether its layer is frozen.</param>
internal sealed record Parameter(string Key, int Layer, Shape Shape, double Bound, double Initial, bool IsStatistic, bool IsFrozen)
{
    /// <summary>How its layer says it starts; null where it does not say.</summary>
    public Initialization? Initialization { get; init; }

    /// <summary>Whether training changes it by gradients.</summary>
    public bool IsLearned => !IsStatistic && !IsFrozen;
}
