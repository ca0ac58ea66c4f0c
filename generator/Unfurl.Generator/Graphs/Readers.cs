namespace Unfurl.Generator;

/// <summary>Who reads each value of a graph, found once.</summary>
internal sealed class Readers
{
    private readonly Dictionary<Value, List<Node>> _nodes = [];
    private readonly ILookup<Value, GraphResult> _results;

    public Readers(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            foreach (Value input in node.Inputs)
            {
                if (!_nodes.TryGetValue(input, out List<Node>? readers))
                    _nodes.Add(input, readers = []);
                readers.Add(node);
            }
        }

        _results = graph.Results.ToLookup(r => r.Value);
    }

    /// <summary>The nodes that read a value, once for each time they do.</summary>
    public IReadOnlyList<Node> Nodes(Value value) => _nodes.TryGetValue(value, out List<Node>? readers) ? readers : [];

    /// <summary>What it is wanted for outside.</summary>
    public IEnumerable<GraphResult> Results(Value value) => _results[value];

    public int Count(Value value) => Nodes(value).Count + Results(value).Count();

    /// <summary>Whether a value, or a view of it, is read after forward pass and loss.</summary>
    public bool AreLater(Value value) => Nodes(value).Any(n => n.Section > Section.Loss || (n.Operation.IsView && AreLater(n.Output)));
}
