using System.Globalization;

namespace Unfurl.Generator;

/// <summary>Spec to graph: applies each layer's rule in order, or says what is wrong. Pure and cheap; runs for code and for diagnostics.</summary>
internal sealed class NetworkChecker
{
    // A tensor of a sample, and all of them; of weights, and all of them.
    private const long MostPerValue = 1L << 26;
    private const long MostPerSample = 1L << 28;
    private const long MostPerParameter = 1L << 28;
    private const long MostParameters = 1L << 29;

    private readonly NetworkSpec _spec;
    private readonly GraphBuilder _builder = new();
    private readonly List<Problem> _problems;
    private readonly LayerNames _names;
    private readonly Dictionary<Value, string> _makers = [];
    private readonly Dictionary<string, Value> _named = [];
    private readonly Dictionary<string, string> _keys = [];
    private readonly List<LayerRow> _layers = [];
    private bool _overflow;
    private long _perSample;
    private long _parameters;

    private NetworkChecker(NetworkSpec spec)
    {
        _spec = spec;
        _problems = [.. spec.Problems];
        _names = new LayerNames(spec, Report);
    }

    public static CheckedNetwork Check(NetworkSpec spec)
    {
        var checker = new NetworkChecker(spec);
        checker.Run();
        bool isWrong = checker._problems.Any(p => Descriptors.Get(p.Id).DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        return new CheckedNetwork(
            spec.Unreadable || isWrong ? null : checker._builder.Build(),
            checker._layers.ToEquatable(),
            checker._problems.ToEquatable());
    }

    // An argument of both axes is read once for each; it is one mistake.
    public void Report(Problem problem)
    {
        if (!_problems.Contains(problem))
            _problems.Add(problem);
    }

    public string TitleOf(Value value) => _makers.TryGetValue(value, out string? title) ? title : "the input";

    public Value? Parameter(Parameter parameter, int layer, string title)
    {
        double length = MemorySize.OfWeights(parameter.Shape);
        if (length > MostPerParameter || (_parameters += (long)length) > MostParameters)
        {
            Overflow(layer, title, $"{parameter.Key} [{parameter.Shape}]", length, MostPerParameter, _parameters, MostParameters);
            return null;
        }

        if (_keys.TryGetValue(parameter.Key, out string? owner))
        {
            // Two layers of one name have been told so.
            if (owner != title)
                Report(Problem.At(Place.Layer(layer), Descriptors.DuplicateKey.Id, title, parameter.Key, owner));
            return null;
        }

        _keys.Add(parameter.Key, title);
        return _builder.Parameter(parameter);
    }

    public Value Add(string name, int layer, Operation operation, Value[] inputs)
    {
        _builder.Layer = layer;
        Value value = _builder.Add(name, operation, inputs);
        double length = MemorySize.OfSample(value.Shape);
        if (length > MostPerValue || (_perSample += (long)length) > MostPerSample)
            Overflow(layer, $"Layer '{name}'", $"output [{value.Shape}]", length, MostPerValue, _perSample, MostPerSample);
        return value;
    }

    private void Run()
    {
        // Where the compiler complains already, or the order of layers is unknown, all else would be guesses.
        if (_spec.Unreadable || _problems.Any(p => p.Id == Descriptors.SeveralDeclarations.Id))
            return;
        if (_spec.InputShape.Count == 0)
        {
            Report(Problem.At(Place.Network, Descriptors.NoInputSize.Id, _spec.Type.Name));
            return;
        }

        foreach (int size in _spec.InputShape.Where(s => s < 1))
        {
            Report(Problem.At(Place.Network, Descriptors.NotPositive.Id, $"Network '{_spec.Type.Name}'", "input size", Text(size), "1"));
            return;
        }

        var shape = new Shape(_spec.InputShape);
        double length = MemorySize.OfSample(shape);
        if (length > MostPerValue)
        {
            Overflow(-1, $"Network '{_spec.Type.Name}'", $"input [{shape}]", length, MostPerValue, 0, 0);
            return;
        }

        if (_spec.Layers.Count == 0)
        {
            Report(Problem.At(Place.Class, Descriptors.NoLayers.Id, _spec.Type.Name));
            return;
        }

        Value? last = AddLayers(_builder.Input("input", shape));
        if (last is null)
            return;
        _builder.Result(ResultKind.Output, last);
        new LossChecker(_spec, _builder, _named, Report, TitleOf).Add(last);
    }

    // After a layer that failed nothing can be said about the next: its shape is not known.
    private Value? AddLayers(Value current)
    {
        for (int i = 0; i < _spec.Layers.Count; i++)
        {
            LayerSpec layer = _spec.Layers[i];
            if (Source(layer, i, current) is not { } input)
                return null;
            if (LayerRule.Find(layer) is not { } rule)
            {
                Report(Problem.At(Place.Layer(i), Descriptors.UnknownLayer.Id, layer.Kind));
                return null;
            }

            if (rule.Build(new LayerContext(layer, i, _names[i], _names.Key(i), this), input) is not { } output || _overflow)
                return null;
            _makers[output] = $"'{_names[i]}'";
            if (_names.Given(i) is { } given && !_named.ContainsKey(given))
                _named.Add(given, output);
            _layers.Add(new LayerRow(_names[i], layer.Kind, input, output));
            current = output;
        }

        return current;
    }

    private Value? Source(LayerSpec layer, int index, Value current)
    {
        if (layer.Arguments.FirstOrDefault(a => a.Name == "From")?.Text is not { } from)
            return current;
        if (_named.TryGetValue(from, out Value? source))
            return source;
        Report(Problem.At(Place.Layer(index), Descriptors.UnknownName.Id, $"Layer '{_names[index]}'", from, LayerNames.Suggest(_named.Keys)));
        return null;
    }

    // One thing is too large, or all of them together are.
    private void Overflow(int layer, string title, string what, double length, long most, long total, long mostTotal)
    {
        _overflow = true;
        string[] words = length > most
            ? [title, what, Text(length), Text(most)]
            : [title, $"{what} and what stands before it", Text(total), Text(mostTotal)];
        Report(Problem.At(layer < 0 ? Place.Network : Place.Layer(layer), Descriptors.SizeOverflow.Id, words));
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A declaration that was checked.</summary>
/// <param name="Graph">Its graph, or null if something is wrong.</param>
/// <param name="Layers">The table's rows.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record CheckedNetwork(Graph? Graph, EquatableArray<LayerRow> Layers, EquatableArray<Problem> Problems);

/// <summary>A layer as the table shows it.</summary>
internal sealed record LayerRow(string Name, string Kind, Value Input, Value Output);
