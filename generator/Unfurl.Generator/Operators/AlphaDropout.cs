namespace Unfurl.Generator;

/// <summary>[AlphaDropout].</summary>
internal sealed class AlphaDropoutLayer : LayerRule
{
    public override string Kind => "AlphaDropout";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        if (DropoutLayer.Probability(layer) is not { } probability)
            return null;
        Value mask = layer.Add(new DropoutMask(input.Shape, probability));
        return layer.Add(new AlphaDropout(probability), input, mask);
    }
}

/// <summary>y = a x + b where m is not 0 and a d + b where it is, while training; x otherwise; inputs x, m. dx = a dy where m is not 0.</summary>
/// <remarks>d = -lambda alpha is what SELU tends to on the left. With a = ((1 - p) (1 + p d^2))^(-1/2) and b = -a p d, numbers of mean 0 and variance 1 keep both
/// (Klambauer 2017).</remarks>
internal sealed record AlphaDropout(double Probability) : Operation
{
    private const double Dropped = -1.7580993408473766;

    private double A => 1 / Math.Sqrt((1 - Probability) * (1 + (Probability * Dropped * Dropped)));

    private double B => -A * Probability * Dropped;

    public override string Name => "alpha dropout";

    public override int IdentityInInference => 0;

    public override bool WritesOver(int input) => true;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Differentiate(GradientContext context) => context.Give(
        0,
        new Elementwise(Kept(new Variable("dy") * new Number(A), Expression.Zero), EquatableArray.Of("dy", "mask")),
        context.OutputGradient,
        context.Input(1));

    public override void Lower(Node node, Lowering lowering) => new Elementwise(
        Kept((Expression.X * new Number(A)) + new Number(B), new Number((A * Dropped) + B)), EquatableArray.Of("x", "mask")).Lower(node, lowering);

    private static Expression Kept(Expression yes, Expression no) => new Call("where>", new Variable("mask"), Expression.Zero, yes, no);
}
