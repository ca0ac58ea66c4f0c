namespace Unfurl.Generator;

/// <summary>A network as operations on values, in an order that can be executed.</summary>
/// <param name="Nodes">Every node stands behind those it reads from.</param>
/// <param name="Inputs">What the caller gives.</param>
/// <param name="Parameters">What is learned, in declaration order.</param>
/// <param name="Results">What must survive: per section, the values somebody outside wants.</param>
internal sealed record Graph(
    EquatableArray<Node> Nodes,
    EquatableArray<Value> Inputs,
    EquatableArray<Value> Parameters,
    EquatableArray<GraphResult> Results)
{
    /// <summary>What the network answers, in declared order.</summary>
    public IEnumerable<GraphResult> Outputs => Results.Where(r => r.Kind == ResultKind.Output);

    /// <summary>What the caller gives for each sample, in declared order.</summary>
    public IEnumerable<Value> Samples => Inputs.Where(i => i.Role == ValueRole.Input);

    public IEnumerable<Value> ResultsOf(ResultKind kind) => Results.Where(r => r.Kind == kind).Select(r => r.Value);
}

/// <summary>A value somebody outside the graph wants, in which section it is made, and what it is called there.</summary>
internal sealed record GraphResult(ResultKind Kind, Section Section, Value Value, string Name = "");

/// <summary>What a result is for.</summary>
internal enum ResultKind
{
    Output,
    Loss,
    ParameterGradient,
    InputGradient,

    /// <summary>Running statistics, moved by a training pass.</summary>
    Statistics,

    /// <summary>What a layer makes, where the network keeps that for its user to look at.</summary>
    Kept,
}
