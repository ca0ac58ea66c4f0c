namespace Unfurl.Generator;

/// <summary>What fresh weights are drawn from: follows from what layers say and from the activations behind them.</summary>
internal sealed class InitialValues(Graph graph)
{
    private readonly Readers _readers = new(graph);

    /// <summary>What the values of a tensor start as.</summary>
    public InitialValue Of(Parameter parameter)
    {
        if (parameter.IsStatistic)
            return Plain(parameter);
        Value? weight = graph.Parameters.FirstOrDefault(p => p.Parameter!.Layer == parameter.Layer && p.Parameter.Key.EndsWith(".weight", StringComparison.Ordinal));
        Expression? activation = weight is null ? null : Behind(weight);
        Initialization? init = weight?.Parameter!.Initialization
            ?? (weight is { Shape.Rank: > 1 } && activation is not null && Gain.IsSelfNormalizing(activation) ? Initialization.LeCunNormal : null);
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

    // Normalisation, dropout and sums stand between a layer and its activation: whatever makes each number from the one in its place.
    private Expression? Behind(Value weight)
    {
        Value? value = _readers.Nodes(weight).FirstOrDefault(n => n.Section == Section.Forward)?.Output;
        while (value is not null)
        {
            Value current = value;
            Node? next = _readers.Nodes(current).FirstOrDefault(n => n.Section == Section.Forward && n.Operation.WritesOver(IndexOf(n, current)));
            if (next?.Operation is Elementwise { Names.Count: 1 } activation)
                return activation.Formula.Replace(new Variable(activation.Names[0]), Expression.X);
            if (next?.Operation is LearnedActivation { Maps.Count: 1 } learned)
                return AtStart(learned, next);
            value = next?.Output;
        }

        return null;
    }

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
