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
        return new CheckedNetwork(
            checker._problems.Any(p => Descriptors.Get(p.Id).DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error) ? null : checker._builder.Build(),
            checker._layers.ToEquatable(),
            checker._problems.ToEquatable());
    }

    public void Report(Problem problem) => _problems.Add(problem);

    public string TitleOf(Value value) => _makers.TryGetValue(value, out string? title) ? title : "the input";

    public Value? Parameter(Parameter parameter, int layer, string title)
    {
        double length = parameter.Shape.Sizes.Aggregate(1.0, (product, size) => product * size);
        if (length > MostPerParameter || (_parameters += (long)length) > MostParameters)
        {
            Overflow(layer, title, $"{parameter.Key} [{parameter.Shape}]", length, MostPerParameter);
            return null;
        }

        if (_keys.TryGetValue(parameter.Key, out string? owner))
        {
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
        double length = value.Shape.Sizes.Aggregate(1.0, (product, size) => product * size);
        if (length > MostPerValue || (_perSample += (long)length) > MostPerSample)
            Overflow(layer, $"Layer '{name}'", $"output [{value.Shape}]", length, MostPerValue);
        return value;
    }

    private void Run()
    {
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
        if (shape.Sizes.Aggregate(1.0, (product, size) => product * size) > MostPerValue)
        {
            Overflow(-1, $"Network '{_spec.Type.Name}'", $"input [{shape}]", shape.Sizes.Aggregate(1.0, (p, s) => p * s), MostPerValue);
            return;
        }

        if (_spec.Layers.Count == 0)
            Report(Problem.At(Place.Class, Descriptors.NoLayers.Id, _spec.Type.Name));
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
            Value? input = Source(layer, i) ?? current;
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

    private Value? Source(LayerSpec layer, int index)
    {
        if (layer.Arguments.FirstOrDefault(a => a.Name == "From")?.Text is not { } from)
            return null;
        if (_named.TryGetValue(from, out Value? source))
            return source;
        Report(Problem.At(Place.Layer(index), Descriptors.UnknownName.Id, $"Layer '{_names[index]}'", from, LayerNames.Suggest(_named.Keys)));
        return null;
    }

    private void Overflow(int layer, string title, string what, double length, long most)
    {
        _overflow = true;
        Report(Problem.At(layer < 0 ? Place.Network : Place.Layer(layer), Descriptors.SizeOverflow.Id, title, what, Text(length), $"at most {Text(most)}"));
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
