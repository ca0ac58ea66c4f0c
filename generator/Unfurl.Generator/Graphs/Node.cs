namespace Unfurl.Generator;

/// <summary>The part of a network's life a node works in.</summary>
internal enum Section
{
    /// <summary>Weights to what is derived from them; runs when they change.</summary>
    Weights,

    /// <summary>Input to output.</summary>
    Forward,

    /// <summary>Output to loss.</summary>
    Loss,

    /// <summary>Gradient of the output to gradients of parameters and input.</summary>
    Backward,

    /// <summary>Loss and from it the gradients of the parameters.</summary>
    LossBackward,
}

/// <summary>One operation on values. Immutable: a pass makes new nodes.</summary>
/// <param name="Operation">What it computes.</param>
/// <param name="Inputs">What it reads.</param>
/// <param name="Output">What it makes.</param>
/// <param name="Section">When.</param>
/// <param name="Layer">Number of the layer it comes from; -1 for none.</param>
internal sealed record Node(Operation Operation, EquatableArray<Value> Inputs, Value Output, Section Section, int Layer)
{
    public override string ToString() =>
        $"{Output} = {Operation.Describe()}({string.Join(", ", Inputs.Select(i => "%" + i.Id))})";
}
