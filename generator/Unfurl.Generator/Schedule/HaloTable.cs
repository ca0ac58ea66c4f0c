namespace Unfurl.Generator;

/// <summary>The zeros around each map that its readers ask for, known before anything is lowered, so that producers leave room.</summary>
internal sealed class HaloTable
{
    private readonly Dictionary<Value, Halo> _halos = [];
    private readonly Placement _placement;

    public HaloTable(Graph graph, Placement placement)
    {
        _placement = placement;

        // Backwards: what is asked of a part of a map is asked of the map.
        foreach (Node node in graph.Nodes.Reverse())
        {
            Shape[] shapes = node.Inputs.Select(i => i.Shape).ToArray();
            for (int i = 0; i < shapes.Length; i++)
            {
                Add(node.Inputs[i], node.Operation.Halo(i, shapes));
                if (node.Operation is Slice)
                    Add(node.Inputs[i], Of(node.Output));
            }
        }
    }

    /// <summary>What a value needs, together with all that share its memory.</summary>
    public Halo Of(Value value) => _halos.TryGetValue(_placement.Root(value).Value, out Halo halo) ? halo : Halo.None;

    private void Add(Value value, Halo halo)
    {
        Value root = _placement.Root(value).Value;
        _halos.TryGetValue(root, out Halo known);
        _halos[root] = known.Union(halo);
    }
}
