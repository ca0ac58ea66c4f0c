namespace Unfurl.Generator;

/// <summary>Replaces what changes nothing when nothing is learned by what it reads, dropout; and what is drawn by its expectation.</summary>
internal static class RemoveIdentities
{
    public static Graph Run(Graph graph)
    {
        var replaced = new Dictionary<Value, Value>();
        var kept = new List<Node>();
        foreach (Node node in graph.Nodes)
        {
            if (node.Operation.IdentityInInference is >= 0 and int input)
                replaced.Add(node.Output, Find(node.Inputs[input]));
            else if (node.Operation.AsUsed is { } used)
                kept.Add(node with { Operation = used.Operation, Inputs = node.Inputs.Take(used.Inputs).Select(Find).ToEquatable() });
            else
                kept.Add(node with { Inputs = node.Inputs.Select(Find).ToEquatable() });
        }

        return graph with
        {
            Nodes = kept.ToEquatable(),
            Results = graph.Results.Select(r => r with { Value = Find(r.Value) }).ToEquatable(),
        };

        Value Find(Value value) => replaced.TryGetValue(value, out Value? by) ? by : value;
    }
}
