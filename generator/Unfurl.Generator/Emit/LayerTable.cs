namespace Unfurl.Generator;

/// <summary>The table of a network's layers: on top of the emitted file, in the class' hover text, and as its Info.</summary>
internal sealed class LayerTable
{
    private static readonly string[] Titles = ["layer", "kind", "in", "out", "parameters", "multiply-adds", "offset"];

    private readonly List<string[]> _rows = [];
    private readonly string _title;

    public LayerTable(NetworkSpec spec, CheckedNetwork network, Graph graph, NetworkPrograms programs)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            LayerRow layer = network.Layers[i];
            int index = i;
            long parameters = graph.Parameters.Where(p => p.Parameter!.Layer == index).Sum(p => (long)p.Shape.Length);
            long products = graph.Nodes.Where(n => n.Layer == index && n.Section == Section.Forward).Sum(n => n.Operation.MultiplyAdds(n));
            int offset = programs.Inference.Tensors.TryGetValue(layer.Output, out Tensor? tensor) && tensor.Buffer.Storage == Storage.Workspace
                ? tensor.Buffer.Offset
                : -1;
            _rows.Add(
            [
                layer.Name, layer.Kind, layer.Input.Shape.ToString(), layer.Output.Shape.ToString(), Number(parameters), Number(products), Number(offset),
            ]);
        }

        _title = $"{spec.Type.Name}: {graph.Inputs[0].Shape} to {graph.Output.Shape}, {Number(Total(4))} parameters, "
            + $"{Number(Total(5))} multiply-adds a sample, workspace {Number(programs.Inference.WorkspaceLength)} floats a sample"
            + (programs.Training is { } training ? $", {Number(training.WorkspaceLength)} while training" : "");
    }

    public IEnumerable<string> Comment
    {
        get
        {
            yield return _title;
            yield return "";
            foreach (string line in Lines())
                yield return line;
        }
    }

    public IReadOnlyList<string[]> Rows => _rows;

    public long ParameterCount => Total(4);

    /// <summary>The table as the class' remarks.</summary>
    public void WriteDocumentation(CodeWriter code)
    {
        code.Line($"/// <remarks>{Literals.Xml(_title)}.");
        code.Line("/// <code>");
        foreach (string line in Lines())
            code.Line($"/// {Literals.Xml(line)}");
        code.Line("/// </code></remarks>");
    }

    private IEnumerable<string> Lines()
    {
        int[] widths = Titles.Select((t, c) => Math.Max(t.Length, _rows.Count == 0 ? 0 : _rows.Max(r => r[c].Length))).ToArray();
        return new[] { Titles }.Concat(_rows).Select(r =>
            string.Join("  ", r.Select((cell, c) => c < 4 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd());
    }

    private long Total(int column) => _rows.Sum(r => long.Parse(r[column], System.Globalization.CultureInfo.InvariantCulture));

    private static string Number(long value) => InvariantText.Of($"{value}");
}
