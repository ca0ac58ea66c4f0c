namespace Unfurl.Generator;

/// <summary>Walks the layers of a scope in order: follows the current value, forks and joins branches, enters blocks.</summary>
internal sealed class ScopeChecker
{
    private const string Branch = "Branch";

    private readonly NetworkChecker _checker;
    private readonly Scope _scope;
    private readonly LayerNames _names;
    private readonly SourceFinder _sources;
    private readonly List<Value> _closed = [];
    private Value _current;
    private Value? _fork;
    private int _branch;

    public ScopeChecker(NetworkChecker checker, Scope scope, Value start)
    {
        (_checker, _scope, _current) = (checker, scope, start);
        _names = new LayerNames(scope, checker.Report);
        _sources = new SourceFinder(checker, scope, _names);
    }

    /// <summary>The last value; null after a layer that failed: nothing can be said about the next, whose input is not known.</summary>
    public Value? Run()
    {
        for (int i = 0; i < _scope.Layers.Count; i++)
        {
            if (!Step(i))
                return null;
        }

        if (_fork is null)
            return _current;
        Report(_branch, Descriptors.OpenBranch.Id, InvariantText.Of($"{_closed.Count + 1}"), Where);
        return null;
    }

    public static bool IsBranch(LayerSpec layer) => layer.Kind == Branch && layer.Block is null;

    private string Where => _scope.Block is null ? "the network" : $"block '{_scope.Block.Kind}'";

    private bool Step(int i)
    {
        var arguments = new LayerArguments(_scope, (id, words) => Report(i, id, words));
        if (arguments.Resolve(_scope.Layers[i], $"Layer '{_names[i]}'") is not { } layer)
            return false;
        if ((IsBranch(layer) || layer.Block is not null) && StartsOddly(i, layer))
            return false;
        if (IsBranch(layer))
            return Fork(i, layer);
        if (layer.Block is not null)
            return Enter(i, layer);
        if (LayerRule.Find(layer) is not { } rule)
        {
            Report(i, Descriptors.UnknownLayer.Id, layer.Kind);
            return false;
        }

        return rule is JoinRule join ? Join(i, layer, join) : _sources.One(i, layer, _current) is { } input && Build(i, layer, rule, [input], c => rule.Build(c, input));
    }

    // Neither has weights of its own to start.
    private bool StartsOddly(int i, LayerSpec layer)
    {
        if (layer.Arguments.FirstOrDefault(a => a.Name is "Init" or "InitFan" or "InitGain" or "InitValue") is not { } start)
            return false;
        Report(i, Descriptors.OutOfRange.Id, $"Layer '{_names[i]}'", start.Name, InvariantText.Of($"{start.Number}"), "on a layer with weights only");
        return true;
    }

    private bool Fork(int i, LayerSpec layer)
    {
        if (_fork is null)
            (_fork, _branch) = (_current, i);
        else
            _closed.Add(_current);
        if (_sources.One(i, layer, _fork) is not { } start)
            return false;
        _current = start;
        _checker.Claim(_names[i], _scope.Place(i));
        _checker.Name(_names[i], start, _names.Given(i) is not null);
        return true;
    }

    private bool Join(int i, LayerSpec layer, JoinRule join)
    {
        Value[] values;
        if (layer.Text("From") is { } from)
        {
            if (_sources.Several(i, from, _current) is not { } named)
                return false;
            values = named;
        }
        else
        {
            values = _fork is null ? [] : [.. _closed, _current];
            _fork = null;
            _closed.Clear();
        }

        if (values.Length < 2)
        {
            Report(i, Descriptors.NothingToJoin.Id, $"Layer '{_names[i]}'", InvariantText.Of($"{values.Length}"));
            return false;
        }

        return Build(i, layer, join, values, c => join.Build(c, values), join.Describe(values));
    }

    private bool Build(int i, LayerSpec layer, LayerRule rule, Value[] read, Func<LayerContext, Value?> build, string? inputs = null)
    {
        _checker.Claim(_names[i], _scope.Place(i));
        int row = _checker.AddRow(_scope.Place(i));
        bool frozen = _scope.Frozen || layer.Arguments.Any(a => a is { Name: "Frozen", Number: 1 });
        var context = new LayerContext(layer, row, _scope.Place(i), _names[i], _names.Key(i), frozen, _checker);
        if (read.FirstOrDefault(v => v.Shape.IsOpen) is { } open && !rule.TakesOpenSizes)
        {
            Report(i, Descriptors.NeedsFixedSize.Id, context.Title, _checker.TitleOf(open), open.Shape.ToString(), rule.InsteadOfOpenSizes);
            return false;
        }

        if (build(context) is not { } output || _checker.IsOverflown || !context.StartsWell())
            return false;
        _checker.Finish(row, new LayerRow(_names[i], layer.Kind, inputs ?? read[0].Shape.ToString(), output, frozen));
        _checker.Title(output, $"'{_names[i]}'");
        _checker.Name(_names[i], output, _names.Given(i) is not null);
        _current = output;
        return true;
    }

    private bool Enter(int i, LayerSpec use)
    {
        string title = $"Layer '{_names[i]}'";
        if (_scope.Around.Any(b => b.Block == use.Block))
        {
            string chain = string.Join(" in ", _scope.Around.Select(b => $"'{b.Kind}'"));
            Report(i, Descriptors.RecursiveBlock.Id, use.Kind, chain);
            return false;
        }

        double repeat = use.Arguments.FirstOrDefault(a => a.Name == "Repeat")?.Number ?? 1;
        if (_checker.Blocks.FirstOrDefault(b => b.Id == use.Block) is not { Layers.Count: > 0 } block)
        {
            Report(i, Descriptors.EmptyBlock.Id, title, use.Kind);
            return false;
        }

        if (repeat is < 1 or > 1000 || repeat != Math.Floor(repeat))
        {
            Report(i, Descriptors.BadRepeat.Id, title, InvariantText.Of($"{repeat}"));
            return false;
        }

        if (_sources.One(i, use, _current) is not { } start)
            return false;
        _current = start;
        for (int n = 0; n < repeat; n++)
        {
            bool isGiven = _names.Given(i) is not null;
            string name = LayerNames.Repeated(_names[i], isGiven, n, (int)repeat);
            string key = LayerNames.Repeated(_names.Key(i), isGiven || use.Text("Key") is not null, n, (int)repeat);
            _checker.Claim(name, _scope.Place(i));
            if (_checker.IsTooDeep(_scope, i) || new ScopeChecker(_checker, _scope.Inside(block, use, i, name, key), _current).Run() is not { } output)
                return false;
            _current = output;
            _checker.Name(name, output, name == _names[i] && _names.Given(i) is not null);
        }

        _checker.Name(_names[i], _current, _names.Given(i) is not null);
        return true;
    }

    private void Report(int layer, string id, params string[] arguments) => _checker.Report(Problem.At(_scope.Place(layer), id, arguments));
}
