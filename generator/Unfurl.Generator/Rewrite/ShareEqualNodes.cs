namespace Unfurl.Generator;

/// <summary>Computes what is equal once: the same operation on the same values in the same section.</summary>
internal static class ShareEqualNodes
{
    public static Graph Run(Graph graph)
    {
        var replaced = new Dictionary<Value, Value>();
        var known = new Dictionary<(Operation, EquatableArray<Value>, Section), Value>();
        var kept = new List<Node>();
        foreach (Node node in graph.Nodes)
        {
            EquatableArray<Value> inputs = node.Inputs.Select(Find).ToEquatable();
            bool sharable = node.Operation.IsRepeatable && node.Output.Role is ValueRole.Activation or ValueRole.Statistic or ValueRole.Derived;
            if (sharable && known.TryGetValue((node.Operation, inputs, node.Section), out Value? same))
            {
                replaced.Add(node.Output, same);
                continue;
            }

            if (sharable)
                known.Add((node.Operation, inputs, node.Section), node.Output);
            kept.Add(node with { Inputs = inputs });
        }

        return graph with
        {
            Nodes = kept.ToEquatable(),
            Results = graph.Results.Select(r => r with { Value = Find(r.Value) }).ToEquatable(),
        };

        Value Find(Value value) => replaced.TryGetValue(value, out Value? by) ? by : value;
    }
}
