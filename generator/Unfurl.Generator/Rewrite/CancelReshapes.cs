namespace Unfurl.Generator;

/// <summary>A reshape of a reshape is one; one that changes nothing is none.</summary>
internal static class CancelReshapes
{
    public static Graph Run(Graph graph)
    {
        var replaced = new Dictionary<Value, Value>();
        var sources = new Dictionary<Value, Value>();
        var kept = new List<Node>();
        foreach (Node node in graph.Nodes)
        {
            Node found = node with { Inputs = node.Inputs.Select(Find).ToEquatable() };
            if (node.Operation is Reshape)
            {
                Value source = sources.TryGetValue(found.Inputs[0], out Value? first) ? first : found.Inputs[0];
                sources[node.Output] = source;
                if (source.Shape == node.Output.Shape)
                {
                    replaced.Add(node.Output, source);
                    continue;
                }

                found = found with { Inputs = EquatableArray.Of(source) };
            }

            kept.Add(found);
        }

        return graph with
        {
            Nodes = kept.ToEquatable(),
            Results = graph.Results.Select(r => r with { Value = Find(r.Value) }).ToEquatable(),
        };

        Value Find(Value value) => replaced.TryGetValue(value, out Value? by) ? by : value;
    }
}
