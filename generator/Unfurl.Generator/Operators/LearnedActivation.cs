namespace Unfurl.Generator;

/// <summary>A formula with learned constants applied number by number; inputs maps of one shape, then the constants, each one number or one for each channel.</summary>
/// <remarks>dx = dy df/dx for each map x, and of a constant c that is shared: dc = sum of dy df/dc over samples, pixels and, unless each has its own, channels.</remarks>
/// <param name="Formula">Over the names.</param>
/// <param name="Maps">Names of the maps, in order.</param>
/// <param name="Constants">Names of the constants, in order.</param>
internal sealed record LearnedActivation(Expression Formula, EquatableArray<string> Maps, EquatableArray<string> Constants) : Operation
{
    public override string Name => "apply learned";

    public override string Describe() => $"apply[{Formula}]";

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => FormulaSign.IsNonNegative(Formula, [.. Maps, .. Constants], inputs);

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override bool WritesOver(int input) => input < Maps.Count;

    public override void Differentiate(GradientContext context)
    {
        for (int i = 0; i < Maps.Count; i++)
        {
            Expression slope = Derivative.Gradient(Formula, Maps[i]);
            (EquatableArray<string> maps, EquatableArray<string> constants, Value[] values) = Mentioned(slope, context);
            context.Give(i, constants.Count == 0 ? new Elementwise(slope, maps) : new LearnedActivation(slope, maps, constants), values);
        }

        for (int i = 0; i < Constants.Count; i++)
        {
            Expression gradient = Derivative.Gradient(Formula, Constants[i]);
            (EquatableArray<string> maps, EquatableArray<string> constants, Value[] values) = Mentioned(gradient, context);
            context.Give(Maps.Count + i, new LearnedConstantGradient(gradient, maps, constants, context.Input(Maps.Count + i).Shape), values);
        }
    }

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor[] maps = node.Inputs.Take(Maps.Count).Select(i => lowering.Read(i, kind)).ToArray();
        Tensor result = lowering.Write(kind);
        lowering.Call(
            LearnedActivationKernels.Apply(new LearnedFormula(Formula, Maps, Constants, Shapes(node, Maps.Count)), maps.Select(m => m.Layout).ToArray(), result.Layout),
            [.. maps.Select(Lowering.Of), .. Parameters(node, Maps.Count, lowering), Lowering.Of(result), new SamplesArgument()]);
    }

    /// <summary>Whether each constant is one for each channel.</summary>
    public static EquatableArray<bool> Shapes(Node node, int maps) => node.Inputs.Skip(maps).Select(p => p.Shape.Channels > 1).ToEquatable();

    public static IEnumerable<Argument> Parameters(Node node, int maps, Lowering lowering) =>
        node.Inputs.Skip(maps).Select(p => Lowering.Of(lowering.Parameter(p)));

    // At least the output's gradient, whose shape and layout a gradient takes.
    private (EquatableArray<string> Maps, EquatableArray<string> Constants, Value[] Values) Mentioned(Expression gradient, GradientContext context)
    {
        (string Name, Value Value)[] maps = new[] { (Name: "dy", Value: context.OutputGradient) }
            .Concat(Maps.Select((name, i) => (Name: name, Value: context.Input(i))))
            .Append((Name: "y", Value: context.Output))
            .Where(m => m.Name == "dy" || gradient.Mentions(m.Name))
            .ToArray();
        (string Name, Value Value)[] constants = Constants.Select((name, i) => (name, context.Input(Maps.Count + i))).Where(c => gradient.Mentions(c.name)).ToArray();
        return (maps.Select(m => m.Name).ToEquatable(), constants.Select(c => c.Name).ToEquatable(), maps.Concat(constants).Select(v => v.Value).ToArray());
    }
}

/// <summary>The gradient of a learned constant: the sum of a formula; inputs as those of the activation.</summary>
/// <param name="Formula">What is summed.</param>
/// <param name="Maps">Names of the maps, in order.</param>
/// <param name="Constants">Names of the constants, in order.</param>
/// <param name="Shape">The constant's: one number, or one for each channel.</param>
internal sealed record LearnedConstantGradient(Expression Formula, EquatableArray<string> Maps, EquatableArray<string> Constants, Shape Shape) : Operation
{
    public override string Name => "learned constant gradient";

    public override string Describe() => $"sum[{Formula}]";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape;

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor[] maps = node.Inputs.Take(Maps.Count).Select(i => lowering.Read(i, kind)).ToArray();
        lowering.Call(
            LearnedActivationKernels.Sum(
                new LearnedFormula(Formula, Maps, Constants, LearnedActivation.Shapes(node, Maps.Count)), maps.Select(m => m.Layout).ToArray(), perChannel: Shape.Channels > 1),
            [
                .. maps.Select(Lowering.Of), .. LearnedActivation.Parameters(node, Maps.Count, lowering), Lowering.Of(lowering.Gradient(node.Output)), new SamplesArgument(),
            ]);
    }
}

/// <summary>A formula of maps and learned constants.</summary>
/// <param name="Formula">The formula.</param>
/// <param name="Maps">Names of the maps.</param>
/// <param name="Constants">Names of the constants.</param>
/// <param name="PerChannel">Which of them are one for each channel.</param>
internal sealed record LearnedFormula(Expression Formula, EquatableArray<string> Maps, EquatableArray<string> Constants, EquatableArray<bool> PerChannel);
