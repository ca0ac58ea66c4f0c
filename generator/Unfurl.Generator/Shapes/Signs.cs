namespace Unfurl.Generator;

/// <summary>Which values of a growing graph can be negative, as far as is known: what the caller gives and what is learned can be anything.</summary>
/// <remarks>Nodes stand behind what they read, so that one walk in their order, which goes on where it stopped, answers each of them once.</remarks>
internal sealed class Signs(GraphBuilder builder)
{
    private readonly HashSet<Value> _nonNegative = [];

    // A formula is tried out, and most networks have few of them.
    private readonly Dictionary<(Operation Operation, EquatableArray<bool> Inputs), bool> _answers = [];
    private int _walked;

    /// <summary>Whether no number of a value can be negative.</summary>
    public bool IsNonNegative(Value value)
    {
        for (; _walked < builder.Nodes.Count; _walked++)
        {
            Node node = builder.Nodes[_walked];
            (Operation, EquatableArray<bool> Inputs) question = (node.Operation, node.Inputs.Select(_nonNegative.Contains).ToEquatable());
            if (!_answers.TryGetValue(question, out bool answer))
                _answers.Add(question, answer = node.Operation.IsNonNegative(question.Inputs));
            if (answer)
                _nonNegative.Add(node.Output);
        }

        return _nonNegative.Contains(value);
    }
}
