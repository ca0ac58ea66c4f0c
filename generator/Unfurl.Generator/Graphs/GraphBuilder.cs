namespace Unfurl.Generator;

/// <summary>Appends nodes in order; infers each output's shape from its operation.</summary>
internal sealed class GraphBuilder
{
    private readonly List<Node> _nodes = [];
    private readonly List<Value> _inputs = [];
    private readonly List<Value> _parameters = [];
    private readonly List<GraphResult> _results = [];
    private readonly HashSet<string> _names = [];
    private int _next;

    public GraphBuilder()
    {
    }

    /// <summary>Goes on from a finished graph.</summary>
    public GraphBuilder(Graph graph)
    {
        _nodes.AddRange(graph.Nodes);
        _inputs.AddRange(graph.Inputs);
        _parameters.AddRange(graph.Parameters);
        _results.AddRange(graph.Results);
        foreach (Value value in _inputs.Concat(_parameters).Concat(_nodes.Select(n => n.Output)))
        {
            _names.Add(value.Name);
            _next = Math.Max(_next, value.Id + 1);
        }
    }

    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Where the next nodes belong.</summary>
    public Section Section { get; set; }

    /// <summary>The layer the next nodes come from.</summary>
    public int Layer { get; set; } = -1;

    public Value Input(string name, Shape shape, ValueRole role = ValueRole.Input)
    {
        Value value = NewValue(name, shape, role);
        _inputs.Add(value);
        return value;
    }

    public Value Parameter(Parameter parameter)
    {
        Value value = NewValue(parameter.Key, parameter.Shape, ValueRole.Parameter, parameter);
        _parameters.Add(value);
        return value;
    }

    public Value Add(string name, Operation operation, params Value[] inputs) =>
        Add(name, operation, ValueRole.Activation, null, inputs);

    public Value Add(string name, Operation operation, ValueRole role, Parameter? parameter, params Value[] inputs)
    {
        Shape shape = operation.Infer(inputs.Select(i => i.Shape).ToArray());
        Value output = NewValue(name, shape, role, parameter);
        _nodes.Add(new Node(operation, new EquatableArray<Value>(inputs), output, Section, Layer));
        return output;
    }

    public void Result(ResultKind kind, Value value, string name = "") => _results.Add(new GraphResult(kind, Section, value, name));

    /// <summary>The graph, with the nodes of each section together: a frozen layer derives from its weights in the middle of the forward pass.</summary>
    public Graph Build() => new(
        _nodes.OrderBy(n => n.Section).ToEquatable(), _inputs.ToEquatable(), _parameters.ToEquatable(), _results.ToEquatable());

    private Value NewValue(string name, Shape shape, ValueRole role, Parameter? parameter = null)
    {
        string unique = name;
        for (int i = 2; !_names.Add(unique); i++)
            unique = $"{name}_{i}";
        return new Value(_next++, unique, shape, role, parameter);
    }
}
