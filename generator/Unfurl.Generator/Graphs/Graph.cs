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
    public Value Output => Results.First(r => r.Kind == ResultKind.Output).Value;

    public IEnumerable<Value> ResultsOf(ResultKind kind) => Results.Where(r => r.Kind == kind).Select(r => r.Value);

    /// <summary>How many nodes and results read a value.</summary>
    public int Readers(Value value) => Nodes.Sum(n => n.Inputs.Count(i => i == value)) + Results.Count(r => r.Value == value);
}

/// <summary>A value somebody outside the graph wants, and in which section it is made.</summary>
internal sealed record GraphResult(ResultKind Kind, Section Section, Value Value);

/// <summary>What a result is for.</summary>
internal enum ResultKind
{
    Output,
    Loss,
    ParameterGradient,
    InputGradient,
}
