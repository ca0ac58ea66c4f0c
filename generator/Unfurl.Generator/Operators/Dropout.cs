namespace Unfurl.Generator;

/// <summary>[Dropout].</summary>
internal sealed class DropoutLayer : LayerRule
{
    public override string Kind => "Dropout";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        if (Probability(layer) is not { } probability)
            return null;
        Value mask = layer.Add(new DropoutMask(input.Shape, probability));
        return layer.Add(new Dropout(), input, mask);
    }

    /// <summary>The probability of dropping; null if it is none, which is reported.</summary>
    public static double? Probability(LayerContext layer)
    {
        double probability = layer.Number("probability", 0.5);
        if (probability >= 0 && probability < 1)
            return probability;
        layer.Report(Descriptors.ProbabilityOutOfRange.Id, layer.Title, layer.Text(probability));
        return null;
    }
}

/// <summary>[SpatialDropout]: one draw for each channel, spread over its pixels.</summary>
internal sealed class SpatialDropoutLayer : LayerRule
{
    public override string Kind => "SpatialDropout";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        if (!layer.ReadsMap(input) || DropoutLayer.Probability(layer) is not { } probability)
            return null;
        Value channels = layer.Add(new DropoutMask(Shape.Of(input.Shape.Channels), probability));
        return layer.Add(new Dropout(), input, layer.Add(new Spread(input.Shape), channels));
    }
}

/// <summary>y = x m while training, x otherwise; inputs x, m. dx = dy m.</summary>
internal sealed record Dropout : Operation
{
    public override string Name => "dropout";

    public override int IdentityInInference => 0;

    public override bool WritesOver(int input) => true;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0];

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Differentiate(GradientContext context) =>
        context.Give(0, new Elementwise(new Variable("dy") * new Variable("mask"), EquatableArray.Of("dy", "mask")), context.OutputGradient, context.Input(1));

    public override void Lower(Node node, Lowering lowering) =>
        new Elementwise(new Variable("x") * new Variable("mask"), EquatableArray.Of("x", "mask")).Lower(node, lowering);
}

/// <summary>0 with the given probability, else 1 / (1 - p), for every number; no inputs.</summary>
internal sealed record DropoutMask(Shape Shape, double Probability) : Operation
{
    public override string Name => "dropout mask";

    public override bool IsRepeatable => false;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape;

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor mask = lowering.WriteNatural();
        lowering.Draw(mask.Buffer, new Draw("DropoutMask.Fill", Probability));
    }
}
