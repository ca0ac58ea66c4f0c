namespace Unfurl.Generator;

/// <summary>A formula applied number by number to values of one shape.</summary>
/// <remarks>dx = dy f'(x), written with y where that spares keeping x: ReLU needs only y &gt; 0, the sigmoid only y (1 - y).</remarks>
/// <param name="Formula">Over the names.</param>
/// <param name="Names">Names of the inputs, in order.</param>
internal sealed record Elementwise(Expression Formula, EquatableArray<string> Names) : Operation
{
    public override string Name => "apply";

    public override string Describe() => $"apply[{Formula}]";

    public static Value Add(GraphBuilder builder, Value a, Value b) =>
        builder.Add(a.Name, new Elementwise(new Variable("a") + new Variable("b"), EquatableArray.Of("a", "b")), a, b);

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => FormulaSign.IsNonNegative(Formula, Names, inputs);

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override bool WritesOver(int input) => true;

    public override void Differentiate(GradientContext context)
    {
        for (int i = 0; i < Names.Count; i++)
        {
            Expression gradient = Derivative.Gradient(Formula, Names[i]);
            Value[] mentioned = Names.Select((name, n) => (name, Value: context.Input(n)))
                .Append((name: "y", Value: context.Output))
                .Append((name: "dy", Value: context.OutputGradient))
                .Where(v => gradient.Mentions(v.name))
                .Select(v => v.Value)
                .ToArray();
            EquatableArray<string> names = Names.Concat(["y", "dy"]).Where(gradient.Mentions).ToEquatable();

            // A derivative of 0 everywhere still has to be a value.
            if (gradient == new Variable("dy"))
                context.Pass(i);
            else if (names.Count == 0)
                context.Give(i, new Elementwise(gradient, EquatableArray.Of("dy")), context.OutputGradient);
            else
                context.Give(i, new Elementwise(gradient, names), mentioned);
        }
    }

    /// <summary>The same formula over inputs counted from 1: x1 + x2 + ..</summary>
    public static Elementwise Fold(int inputs, Func<Expression, Expression, Expression> operation)
    {
        string[] names = Enumerable.Range(1, inputs).Select(i => InvariantText.Of($"x{i}")).ToArray();
        return new Elementwise(names.Select(n => (Expression)new Variable(n)).Aggregate(operation), names.ToEquatable());
    }

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor[] inputs = node.Inputs.Select(i => lowering.Read(i, kind)).ToArray();
        Tensor result = lowering.Write(kind);
        Kernel kernel = ElementwiseKernel.Create(Formula, Names.ToArray(), inputs.Select(t => t.Layout).ToArray(), result.Layout);
        lowering.Call(kernel, [.. inputs.Select(Lowering.Of), Lowering.Of(result), new SamplesArgument()]);
    }
}
