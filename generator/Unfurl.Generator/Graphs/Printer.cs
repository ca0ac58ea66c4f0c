namespace Unfurl.Generator;

/// <summary>A graph as text, one node a line: what tests and defect reports show.</summary>
internal static class Printer
{
    public static string Print(Graph graph)
    {
        var lines = new List<string>();
        lines.AddRange(graph.Inputs.Select(v => $"{v.Role.ToString().ToLowerInvariant()} {v}"));
        lines.AddRange(graph.Parameters.Select(v => $"parameter {v}"));
        foreach (IGrouping<Section, Node> section in graph.Nodes.GroupBy(n => n.Section))
        {
            lines.Add($"{section.Key.ToString().ToLowerInvariant()}:");
            lines.AddRange(section.Select(n => "  " + n));
        }

        lines.AddRange(graph.Results.Select(r => $"{r.Kind} %{r.Value.Id}"));
        return string.Join("\n", lines) + "\n";
    }
}
