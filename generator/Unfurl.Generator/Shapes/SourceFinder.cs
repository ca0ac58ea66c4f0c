namespace Unfurl.Generator;

/// <summary>Finds what From names, or says why it cannot be read.</summary>
internal sealed class SourceFinder(NetworkChecker checker, Scope scope, LayerNames names)
{
    /// <summary>What a layer reads: the value it names, else the current one. Null if the name is wrong, which is reported.</summary>
    public Value? One(int layer, LayerSpec spec, Value current) => spec.Text("From") is { } from ? Find(layer, from) : current;

    /// <summary>What a join reads: the values it names, a single one after the current value.</summary>
    public Value[]? Several(int layer, string from, Value current)
    {
        string[] parts = from.Split(',').Select(p => p.Trim()).ToArray();
        var values = new List<Value>();
        foreach (string part in parts)
        {
            if (Find(layer, part) is not { } value)
                return null;
            values.Add(value);
        }

        return parts.Length == 1 ? [current, values[0]] : values.ToArray();
    }

    private Value? Find(int layer, string from)
    {
        if (checker.Named(scope.Prefix + from) is { } value)
            return value;
        string title = $"Layer '{names[layer]}'";
        int later = names.Find(scope.Prefix + from);
        if (later < layer)
            Report(layer, Descriptors.UnknownName.Id, title, from, LayerNames.Suggest(checker.GivenNames(scope.Prefix)));
        else if (later == layer || Leads(layer, later))
            Report(layer, Descriptors.CyclicName.Id, title, from);
        else
            Report(layer, Descriptors.LaterName.Id, title, from);
        return null;
    }

    // Whether a layer reads, over others, one that stands before it: the walk of ScopeChecker, that carries only this.
    private bool Leads(int from, int to)
    {
        var reached = new HashSet<int>();
        bool current = false, fork = false, closed = false, open = false;
        for (int i = 0; i <= to; i++)
        {
            LayerSpec layer = scope.Layers[i];
            string[]? sources = layer.Text("From")?.Split(',');
            bool named = sources is not null && sources.Any(s => reached.Contains(names.Find(scope.Prefix + s.Trim())));
            bool joins = LayerRule.Find(layer) is JoinRule;
            if (ScopeChecker.IsBranch(layer))
            {
                (fork, closed) = open ? (fork, closed || current) : (current, false);
                (current, open) = (sources is null ? fork : named, true);
            }
            else if (joins && sources is null)
                (current, open) = (current || (open && closed), false);
            else
                current = sources is null ? current : named || (joins && sources.Length == 1 && current);
            current |= i == from;
            if (current)
                reached.Add(i);
        }

        return current;
    }

    private void Report(int layer, string id, params string[] arguments) => checker.Report(Problem.At(scope.Place(layer), id, arguments));
}
