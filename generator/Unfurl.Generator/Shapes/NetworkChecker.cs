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

    // Blocks in blocks in blocks, and layers in all of them.
    private const int Deepest = 20;
    private const int MostLayers = 10_000;

    private readonly NetworkSpec _spec;
    private readonly GraphBuilder _builder = new();
    private readonly Signs _signs;
    private readonly List<Problem> _problems;
    private readonly Dictionary<Value, string> _makers = [];
    private readonly Dictionary<string, Value> _named = [];
    private readonly List<string> _given = [];
    private readonly Dictionary<string, string> _keys = [];
    private readonly List<LayerRow?> _layers = [];
    private readonly List<Place> _places = [];
    private long _perSample;
    private long _parameters;
    private OpenSizes _open = OpenSizes.None;

    private NetworkChecker(NetworkSpec spec)
    {
        _spec = spec;
        _problems = [.. spec.Problems];
        _signs = new Signs(_builder);
    }

    /// <summary>Whether something was too large.</summary>
    public bool IsOverflown { get; private set; }

    /// <summary>What layers need of open sizes.</summary>
    public LeastSizes Least { get; } = new();

    public IReadOnlyList<BlockSpec> Blocks => _spec.Blocks;

    /// <summary>Whether the network has gradients.</summary>
    public bool Learns => !_spec.Inference;

    private bool IsWrong => _problems.Any(p => Descriptors.Get(p.Id).DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);

    public static CheckedNetwork Check(NetworkSpec spec)
    {
        var checker = new NetworkChecker(spec);
        checker.Run();
        return new CheckedNetwork(
            spec.Unreadable || checker.IsWrong ? null : checker._builder.Build(),
            checker._layers.OfType<LayerRow>().ToEquatable(),
            checker._problems.ToEquatable())
        {
            OpenSizes = checker._open,
        };
    }

    // An argument of both axes is read once for each; it is one mistake.
    public void Report(Problem problem)
    {
        if (!_problems.Contains(problem))
            _problems.Add(problem);
    }

    public string TitleOf(Value value) => _makers.TryGetValue(value, out string? title) ? title : "the input";

    /// <summary>Whether no number of a value can be negative, as far as is known: what the caller gives can be anything.</summary>
    public bool IsNonNegative(Value value) => _signs.IsNonNegative(value);

    /// <summary>Whether a value depends on something that is learned.</summary>
    public bool IsLearned(Value value)
    {
        var needed = new HashSet<Value> { value };
        foreach (Node node in _builder.Nodes.Reverse().Where(n => needed.Contains(n.Output)))
            needed.UnionWith(node.Inputs);
        return needed.Any(v => v.Parameter is { IsLearned: true });
    }

    /// <summary>Says what messages call a value.</summary>
    public void Title(Value value, string title) => _makers[value] = title;

    /// <summary>The value of that full name, if it was made already.</summary>
    public Value? Named(string name) => _named.TryGetValue(name, out Value? value) ? value : null;

    /// <summary>Names that were given, under a prefix and without it.</summary>
    public IEnumerable<string> GivenNames(string prefix) =>
        _given.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n.Substring(prefix.Length));

    /// <summary>Before a layer is built: where names of two scopes meet, the second is a mistake; within one scope <see cref="LayerNames"/> says so.</summary>
    public void Claim(string name, Place place)
    {
        if (_named.ContainsKey(name) && !_problems.Any(p => p.Id == Descriptors.DuplicateName.Id))
            Report(Problem.At(place, Descriptors.DuplicateName.Id, $"Layer '{name}'", name, "another layer or input"));
    }

    /// <summary>Gives a value its full name, unless another has it.</summary>
    public void Name(string name, Value value, bool isGiven = false)
    {
        if (_named.ContainsKey(name))
            return;
        _named.Add(name, value);
        if (isGiven)
            _given.Add(name);
    }

    /// <summary>Makes room in the table for a layer, and returns its number.</summary>
    public int AddRow(Place place)
    {
        _layers.Add(null);
        _places.Add(place);
        return _layers.Count - 1;
    }

    public void Finish(int row, LayerRow layer) => _layers[row] = layer;

    /// <summary>Whether blocks nest without end or repeat beyond measure, which is reported.</summary>
    public bool IsTooDeep(Scope scope, int layer)
    {
        if (scope.Around.Count() <= Deepest && _layers.Count <= MostLayers)
            return false;
        Report(Problem.At(
            Place.Layer(scope.Root(layer)), Descriptors.OutOfRange.Id, $"Network '{_spec.Type.Name}'", "the number of layers with all blocks", Text(_layers.Count), $"at most {Text(MostLayers)}"));
        return true;
    }

    public Value? Parameter(Parameter parameter, Place place, string title)
    {
        double length = MemorySize.OfWeights(parameter.Shape);
        if (length > MostPerParameter || (_parameters += (long)length) > MostParameters)
        {
            Overflow(place, title, $"{parameter.Key} [{parameter.Shape}]", length, MostPerParameter, _parameters, MostParameters);
            return null;
        }

        if (_keys.TryGetValue(parameter.Key, out string? owner))
        {
            // Two layers of one name have been told so.
            if (owner != title)
                Report(Problem.At(place, Descriptors.DuplicateKey.Id, title, parameter.Key, owner));
            return null;
        }

        _keys.Add(parameter.Key, title);
        return _builder.Parameter(parameter);
    }

    public Value Add(string name, int layer, Operation operation, Value[] inputs, Section section = Section.Forward, ValueRole role = ValueRole.Activation)
    {
        (_builder.Layer, _builder.Section) = (layer, section);
        Value value = _builder.Add(name, operation, role, null, inputs);
        double length = MemorySize.OfSample(value.Shape);
        if (length > MostPerValue || (_perSample += (long)length) > MostPerSample)
            Overflow(_places[layer], $"Layer '{name}'", $"output [{value.Shape}]", length, MostPerValue, _perSample, MostPerSample);
        return value;
    }

    /// <summary>What a node of the forward pass makes is wanted by somebody outside.</summary>
    public void Result(ResultKind kind, Value value)
    {
        _builder.Section = Section.Forward;
        _builder.Result(kind, value);
    }

    private void Run()
    {
        // Where the compiler complains already, or the order of layers is unknown, all else would be guesses.
        if (_spec.Unreadable || _problems.Any(p => p.Id == Descriptors.SeveralDeclarations.Id))
            return;
        if (_spec.PackedMegabytes is { } megabytes and < 0)
            Report(Problem.At(Place.Network, Descriptors.OutOfRange.Id, $"Network '{_spec.Type.Name}'", "PackedWeights", Text(megabytes), "at least 0"));
        var inputs = new InputChecker(_spec, _builder, this);
        if (inputs.Run() is not { } first)
            return;
        if (_spec.Layers.Count == 0)
        {
            Report(Problem.At(Place.Class, Descriptors.NoLayers.Id, _spec.Type.Name));
            return;
        }

        if (new ScopeChecker(this, Scope.Of(_spec), first).Run() is not { } last)
            return;
        var outputs = new OutputChecker(_spec, _builder, this);
        if (!outputs.Run(last))
            return;
        var losses = new LossChecker(_spec, _builder, this);
        losses.Add(last);
        if (first.Shape.IsOpen)
            Open(first.Shape);

        // What a wrong loss or output would have read is not unused.
        if (!IsWrong)
            outputs.ReportUnused(_layers, _places, losses.Judged);
        if (_spec.KeepsActivations)
            KeepActivations();
    }

    private void Open(Shape input)
    {
        string[] names = input.IsSequence ? ["length"] : ["height", "width"];
        _open = new OpenSizes(input.Sizes.Skip(1).Select((size, axis) => Least.Of(names[axis], size)).ToEquatable());
        string title = $"Network '{_spec.Type.Name}'";
        if (_spec.Outputs.Count == 1 && names.Contains(Spans.Identifier(_spec.Outputs[0].Name)))
            Report(Problem.At(Place.Output(0), Descriptors.DuplicateName.Id, $"Output '{_spec.Outputs[0].Name}'", Spans.Identifier(_spec.Outputs[0].Name), "an open size"));
        if (_spec.KeepsActivations)
            Report(Problem.At(Place.Network, Descriptors.NotOfOpenSizes.Id, title, "KeepActivations is true"));
        if (_spec.Outputs.Count > 1)
            Report(Problem.At(Place.Output(1), Descriptors.NotOfOpenSizes.Id, title, "there is a second output"));
        if (_spec.Losses.Count > 0)
            Report(Problem.At(Place.Loss(0), Descriptors.NotOfOpenSizes.Id, title, "there is a loss; train the same layers at a fixed size, and give this network their weights"));
    }

    private void KeepActivations()
    {
        _builder.Section = Section.Forward;
        foreach (LayerRow layer in _layers.OfType<LayerRow>())
            _builder.Result(ResultKind.Kept, layer.Output, layer.Name);
    }

    // One thing is too large, or all of them together are.
    private void Overflow(Place place, string title, string what, double length, long most, long total, long mostTotal)
    {
        IsOverflown = true;
        string[] words = length > most
            ? [title, what, Text(length), Text(most)]
            : [title, $"{what} and what stands before it", Text(total), Text(mostTotal)];
        Report(Problem.At(place, Descriptors.SizeOverflow.Id, words));
    }

    /// <summary>Whether an input is small enough; if not, it is reported.</summary>
    public bool IsSmall(Place place, string title, Shape shape)
    {
        double length = MemorySize.OfSample(shape);
        if (length > MostPerValue)
            Overflow(place, title, $"input [{shape}]", length, MostPerValue, 0, 0);
        return length <= MostPerValue;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A declaration that was checked.</summary>
/// <param name="Graph">Its graph, or null if something is wrong.</param>
/// <param name="Layers">The table's rows.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record CheckedNetwork(Graph? Graph, EquatableArray<LayerRow> Layers, EquatableArray<Problem> Problems)
{
    /// <summary>What it leaves open.</summary>
    public OpenSizes OpenSizes { get; init; } = OpenSizes.None;
}

/// <summary>A layer as the table shows it.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Inputs">What it reads, in words.</param>
/// <param name="Output">What it makes.</param>
/// <param name="Frozen">Whether its weights stay as they are.</param>
internal sealed record LayerRow(string Name, string Kind, string Inputs, Value Output, bool Frozen);
