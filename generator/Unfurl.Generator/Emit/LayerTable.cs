namespace Unfurl.Generator;

/// <summary>The table of a network's layers: on top of the emitted file, in the class' hover text, and as its Info.</summary>
internal sealed class LayerTable
{
    private static readonly string[] Titles = ["layer", "kind", "in", "out", "parameters", "multiply-adds", "offset", "error/2^-23", "algorithm"];

    // Columns of words.
    private static readonly bool[] Words = [true, true, true, true, false, false, false, false, true];

    // A hover text of hundreds of lines helps nobody.
    private const int MostDocumented = 50;

    private readonly List<Row> _rows = [];
    private readonly string _title;
    private readonly OpenSizes _open;

    public LayerTable(NetworkSpec spec, CheckedNetwork network, Graph graph, NetworkPrograms programs)
    {
        _open = network.OpenSizes;
        HashSet<Value> used = DropTrainingOnly.Ancestors(graph);
        ILookup<int, Parameter> parameters = graph.Parameters.Select(p => p.Parameter!).Where(p => !p.IsStatistic).ToLookup(p => p.Layer);
        ILookup<int, Algorithm> algorithms = programs.Inference.Steps.OfType<KernelStep>()
            .Where(s => s is { Section: Section.Forward, Kernel.Algorithm: not null })
            .ToLookup(s => s.Layer, s => s.Kernel.Algorithm!);
        ILookup<int, Node> nodes = graph.Nodes.Where(n => n.Section == Section.Forward).ToLookup(n => n.Layer);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            LayerRow layer = network.Layers[i];
            Extent offset = programs.Inference.Tensors.TryGetValue(layer.Output, out Tensor? tensor) && tensor.Buffer.Storage == Storage.Workspace
                ? tensor.Buffer.Offset + tensor.Offset
                : -1;
            _rows.Add(new Row(
                layer.Name,
                layer.Kind,
                layer.Inputs,
                layer.Output.Shape.ToString(),
                parameters[i].Sum(p => (long)p.Shape.Length),
                nodes[i].Aggregate((Extent)0, (sum, n) => sum + n.Operation.MultiplyAdds(n)),
                offset,
                !used.Contains(layer.Output),
                string.Join("; ", algorithms[i].Select(a => a.Name).Distinct()),
                algorithms[i].Select(a => a.Error).DefaultIfEmpty(0).Max()));
        }

        _title = $"{spec.Type.Name}: {Shapes(graph.Samples.Select(v => v.Shape))} to {Shapes(graph.Outputs.Select(r => r.Value.Shape))}, "
            + $"{Totals(r => !r.TrainingOnly)}{(_rows.Any(r => r.TrainingOnly) ? $" ({Totals(_ => true)} with what only training needs)" : "")}, "
            + Workspace(programs.Inference.WorkspaceLength) + Least(network.OpenSizes)
            + (programs.Training is { } training ? $", {training.WorkspaceLength} while training" : "");
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

    public IReadOnlyList<Row> Rows => _rows;

    public long ParameterCount => _rows.Sum(r => r.Parameters);

    /// <summary>The table as the class' remarks.</summary>
    public void WriteDocumentation(CodeWriter code)
    {
        code.Line($"/// <remarks>{Literals.Xml(_title)}.");
        code.Line("/// <code>");
        string[] lines = Lines().ToArray();
        foreach (string line in lines.Take(MostDocumented))
            code.Line($"/// {Literals.Xml(line)}");
        if (lines.Length > MostDocumented)
            code.Line(InvariantText.Of($"/// .. and {lines.Length - MostDocumented} more layers; the whole table stands on top of the file."));
        code.Line("/// </code></remarks>");
    }

    private IEnumerable<string> Lines()
    {
        string[][] cells = [Titles, .. _rows.Select(r => r.Cells(Number(Counted(r.MultiplyAdds))))];
        int[] widths = Titles.Select((_, column) => cells.Max(r => r[column].Length)).ToArray();
        return cells.Select(r => string.Join("  ", r.Select((cell, c) => Words[c] ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd());
    }

    private string Totals(Func<Row, bool> counts)
    {
        Row[] rows = _rows.Where(counts).ToArray();
        return $"{Number(rows.Sum(r => r.Parameters))} parameters, {Number(rows.Sum(r => Counted(r.MultiplyAdds)))} multiply-adds a sample{CountedAt}";
    }

    private static string Shapes(IEnumerable<Shape> shapes) => string.Join(" and ", shapes);

    private static string Workspace(Extent floats) => floats.IsOpen ? "a workspace that follows from the size" : $"workspace {floats} floats a sample";

    private static string Least(OpenSizes open) => string.Concat(open.Sizes.Where(s => s.Size.IsOpen).Select(s => InvariantText.Of($", {s.Size} at least {s.Least}")));

    // Of open sizes at some of them.
    private long Counted(Extent number) => number.At(s => Math.Max(s.Typical, _open.Sizes.First(o => o.Size.Symbols.Contains(s)).Least));

    private string CountedAt => _open.Any ? $" at {string.Join("x", _open.Sizes.Select(s => Number(Counted(s.Size))))}" : "";

    private static string Number(long value) => InvariantText.Of($"{value}");

    /// <summary>A layer's line.</summary>
    internal sealed record Row(
        string Name, string Kind, string Inputs, string Output, long Parameters, Extent MultiplyAdds, Extent Offset, bool TrainingOnly, string Algorithm, double Error)
    {
        public string[] Cells(string multiplyAdds) => [Name, Kind, Inputs, Output, Number(Parameters), multiplyAdds, Offset.IsOpen ? "" : Offset.ToString(), Algorithm.Length == 0 ? "" : ErrorText, Algorithm];

        /// <summary>The error with as many digits as it is worth.</summary>
        public string ErrorText => InvariantText.Of($"{Math.Round(Error, 1)}");
    }
}
