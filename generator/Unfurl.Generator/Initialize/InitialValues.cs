namespace Unfurl.Generator;

/// <summary>What fresh weights are drawn from: follows from what layers say and from the activations behind them.</summary>
internal sealed class InitialValues(Graph graph)
{
    private readonly Readers _readers = new(graph);

    // Each answer is an integral, and most networks have one or two activations.
    private readonly Dictionary<Expression, bool> _selus = [];
    private bool? _normalizesItself;

    /// <summary>What the values of a tensor start as.</summary>
    public InitialValue Of(Parameter parameter)
    {
        if (parameter.IsStatistic)
            return Plain(parameter);
        Value? weight = graph.Parameters.FirstOrDefault(p => p.Parameter!.Layer == parameter.Layer && p.Parameter.Key.EndsWith(".weight", StringComparison.Ordinal));
        Expression? activation = weight is null ? null : Behind(weight);
        Initialization? init = weight?.Parameter!.Initialization
            ?? (weight is { Shape.Rank: > 1 } && (activation is null ? NormalizesItself() : IsSelu(activation)) ? Initialization.LeCunNormal : null);
        if (init is null)
            return Plain(parameter);
        return parameter == weight!.Parameter ? Weight(parameter.Shape, init, activation) : new InitialValue("Uniform", 0, 0);
    }

    private static InitialValue Plain(Parameter parameter) => new("Uniform", parameter.Bound, parameter.Initial);

    private static InitialValue Weight(Shape shape, Initialization init, Expression? activation)
    {
        // A number for each channel has no sides; only constants come here with one.
        double fanIn = shape.Length / (double)shape.Sizes[0], fanOut = shape.Rank > 1 ? shape.Length / (double)shape.Sizes[1] : 1;
        double gain = init.Gain ?? 1, fan = init.CountsOutputs ? fanOut : fanIn, both = (fanIn + fanOut) / 2;
        double activated = init.Gain ?? (activation is null ? 1 : Gain.Of(activation));
        return init.Kind switch
        {
            InitKind.KaimingNormal => new InitialValue("Normal", activated / Math.Sqrt(fan), 0),
            InitKind.KaimingUniform => new InitialValue("Uniform", activated * Math.Sqrt(3 / fan), 0),
            InitKind.XavierNormal => new InitialValue("Normal", gain / Math.Sqrt(both), 0),
            InitKind.XavierUniform => new InitialValue("Uniform", gain * Math.Sqrt(3 / both), 0),
            InitKind.LeCunNormal => new InitialValue("Normal", gain / Math.Sqrt(fanIn), 0),
            InitKind.LeCunUniform => new InitialValue("Uniform", gain * Math.Sqrt(3 / fanIn), 0),
            InitKind.Orthogonal => new InitialValue("Orthogonal", gain, 0),
            InitKind.Constant => new InitialValue("Uniform", 0, init.Value),
            _ => new InitialValue("Uniform", 0, 0),
        };
    }

    // The nearest activation, in whichever branch it stands; null if there is none, or another layer with weights stands before each.
    private Expression? Behind(Value weight)
    {
        var values = new Queue<Value>(_readers.Nodes(weight).Where(n => n.Section == Section.Forward).Take(1).Select(n => n.Output));
        var seen = new HashSet<Value>(values);
        while (values.Count > 0)
        {
            Value value = values.Dequeue();
            foreach (Node next in _readers.Nodes(value).Where(n => n.Section == Section.Forward && n.Operation.PassesOn(IndexOf(n, value))))
            {
                if (Activation(next) is { } activation)
                    return activation;
                if (seen.Add(next.Output))
                    values.Enqueue(next.Output);
            }
        }

        return null;
    }

    // In a network whose every activation is a SELU, what none stands behind is a part of it: the last layer, mostly.
    private bool NormalizesItself() => _normalizesItself ??= Activations() is { Length: > 0 } all && all.All(IsSelu);

    private bool IsSelu(Expression activation)
    {
        if (!_selus.TryGetValue(activation, out bool answer))
            _selus.Add(activation, answer = Gain.IsSelfNormalizing(activation));
        return answer;
    }

    private Expression[] Activations() => graph.Nodes.Where(n => n.Section == Section.Forward).Select(Activation).OfType<Expression>().Distinct().ToArray();

    // Over x; null if the node is none.
    private static Expression? Activation(Node node) => node.Operation switch
    {
        Elementwise { Names.Count: 1 } fixedOne => fixedOne.Formula.Replace(new Variable(fixedOne.Names[0]), Expression.X),
        LearnedActivation { Maps.Count: 1 } learned => AtStart(learned, node),
        _ => null,
    };

    // Constants that are learned count as what they start at: a PReLU is the leaky ReLU of its first slope.
    private static Expression AtStart(LearnedActivation learned, Node node)
    {
        Expression formula = learned.Formula.Replace(new Variable(learned.Maps[0]), Expression.X);
        for (int i = 0; i < learned.Constants.Count; i++)
            formula = formula.Replace(new Variable(learned.Constants[i]), new Number(node.Inputs[i + 1].Parameter!.Initial));
        return Simplifier.Simplify(formula);
    }

    private static int IndexOf(Node node, Value input) => Enumerable.Range(0, node.Inputs.Count).First(i => node.Inputs[i] == input);
}

/// <summary>What the values of a tensor are drawn from.</summary>
/// <param name="Distribution">A member of the library's enum InitialDistribution.</param>
/// <param name="Bound">Its bound, deviation or length; 0 for a constant.</param>
/// <param name="Center">What they lie around.</param>
internal sealed record InitialValue(string Distribution, double Bound, double Center);
