namespace Unfurl.Generator;

/// <summary>Which values live inside the memory of others: branches in the result of the concat that joins them, results over inputs that nobody
/// reads again. Found before anything is lowered; whether layouts permit it shows when they are written.</summary>
/// <remarks>
/// A concat of x1, x2 is the home of both, at channel 0 and at C1. An operation that computes each number from the same number of an input may write over
/// that input if this is its last reader, and the last reader of all that lives inside it: then the result is the home of the input.
/// </remarks>
internal sealed class Placement
{
    private readonly Dictionary<Value, Home> _homes = [];
    private readonly Dictionary<Value, List<Value>> _tenants = [];
    private readonly Dictionary<Value, int> _lastRead = [];
    private readonly HashSet<Value> _owners = [];

    public Placement(Graph graph)
    {
        FindLastReads(graph);

        // A view owns no memory; what the caller gives lies in the caller's.
        _owners.UnionWith(graph.Nodes.Where(n => !n.Operation.IsView && n.Output.Role == ValueRole.Activation).Select(n => n.Output));
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node node = graph.Nodes[i];
            if (_owners.Contains(node.Output))
                Settle(node, i);
        }
    }

    /// <summary>The value in whose memory another one ends up, over any number of homes, and its first channel there.</summary>
    public Home Root(Value value)
    {
        int channel = 0;
        while (_homes.TryGetValue(value, out Home home))
            (value, channel) = (home.Value, channel + home.Channel);
        return new Home(value, channel);
    }

    private void Settle(Node node, int index)
    {
        Shape[] shapes = node.Inputs.Select(i => i.Shape).ToArray();
        for (int i = 0; i < shapes.Length; i++)
        {
            Value input = node.Inputs[i];
            if (!_owners.Contains(input) || _homes.ContainsKey(input))
                continue;
            if (node.Operation.PartOf(i, shapes) is >= 0 and int channel)
            {
                Move(input, node.Output, channel);
            }
            else if (node.Operation.WritesOver(i) && input.Shape == node.Output.Shape && IsLastReader(input, index))
            {
                Move(input, node.Output, 0);
                return;
            }
        }
    }

    private void Move(Value value, Value home, int channel)
    {
        _homes.Add(value, new Home(home, channel));
        if (!_tenants.TryGetValue(home, out List<Value>? tenants))
            _tenants.Add(home, tenants = []);
        tenants.Add(value);
    }

    private bool IsLastReader(Value value, int index) =>
        _lastRead[value] <= index && (!_tenants.TryGetValue(value, out List<Value>? tenants) || tenants.All(t => IsLastReader(t, index)));

    // Backwards, so that what reads a view counts for what is viewed.
    private void FindLastReads(Graph graph)
    {
        foreach (GraphResult result in graph.Results)
            _lastRead[result.Value] = int.MaxValue;
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            Node node = graph.Nodes[i];
            int last = node.Operation.IsView && _lastRead.TryGetValue(node.Output, out int later) ? later : i;
            foreach (Value input in node.Inputs)
                _lastRead[input] = _lastRead.TryGetValue(input, out int known) ? Math.Max(known, last) : last;
        }
    }
}

/// <summary>Where a value lives: in the memory of another, from some channel on.</summary>
internal readonly record struct Home(Value Value, int Channel);
